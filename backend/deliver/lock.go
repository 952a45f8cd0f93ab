package deliver

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// lockCampaign makes sure that only one process and one run works on a
// campaign: to a second one, rows that the first is just sending would look
// interrupted. The system frees the lock when the process ends, however it ends.
func lockCampaign(dir string, campaign domain.CampaignID) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, domain.Errorf(domain.Unavailable, "The folder for the sending journal could not be made, so nothing was sent. Check that the workspace's folder can be written to. %w", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, fmt.Sprintf("send-%d.lock", campaign)), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, domain.Errorf(domain.Unavailable, "The sending journal could not be opened, so nothing was sent. Check that the workspace's folder can be written to. %w", err)
	}
	if err := tryLock(file); err != nil {
		_ = file.Close()
		return nil, domain.Errorf(domain.Conflict, "This campaign is being sent already, perhaps by another window or the command line. Wait until that is done or pause it there. %w", err)
	}
	return func() { _ = file.Close() }, nil
}
