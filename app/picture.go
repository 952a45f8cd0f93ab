package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	_ "image/gif"  // pictures that mail programs show
	_ "image/jpeg" // as above
	_ "image/png"  // as above
	"os"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// maxPicture is the largest picture file a workspace takes: it travels in every mail.
const maxPicture = 2 << 20

func (s *session) addPicture(path string) (Picture, error) {
	w, err := s.current()
	if err != nil {
		return Picture{}, err
	}
	if path == "" {
		path, err = runtime.OpenFileDialog(s.window, runtime.OpenDialogOptions{Title: "Choose a picture", Filters: []runtime.FileFilter{{DisplayName: "Pictures (*.png, *.jpg, *.gif)", Pattern: "*.png;*.jpg;*.jpeg;*.gif"}}})
		if err != nil || path == "" {
			return Picture{}, nil
		}
	}
	name, mime, data, size, err := readPicture(path)
	if err != nil {
		return Picture{}, err
	}
	if err := w.db.AddPicture(background(), name, mime, data); err != nil {
		return Picture{}, err
	}
	return Picture{Name: name, Src: "asset:" + name, Width: size.X, Height: size.Y}, nil
}

// readPicture reads a picture file. Its name is made of its content, so the
// same picture is kept once.
func readPicture(path string) (name, mime string, data []byte, size image.Point, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", "", nil, size, domain.Errorf(domain.NotFound, "The picture could not be read. Check that the file is still there.")
	}
	if info.Size() > maxPicture {
		return "", "", nil, size, domain.Errorf(domain.Invalid, "This picture is larger than 2 MB. It would travel in every mail, so save it smaller (about 1200 pixels wide is plenty) and add it again.")
	}
	if data, err = os.ReadFile(path); err != nil {
		return "", "", nil, size, domain.Errorf(domain.Unavailable, "The picture could not be read. Check that you may open the file.")
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return "", "", nil, size, domain.Errorf(domain.Invalid, "This file is not a picture that mail programs show. Use PNG, JPEG or GIF.")
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8]) + "." + format, "image/" + format, data, image.Pt(config.Width, config.Height), nil
}
