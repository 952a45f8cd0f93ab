package app

import (
	"bufio"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// instance is the one running window of this user. A second start hands its
// file to the first over a local socket and ends.
type instance struct {
	listener net.Listener
}

// claimInstance makes this process the running window. When another process is
// it already, file (an absolute path or "") is handed over and first is false.
// Where no socket can be made the program runs without this comfort: the
// workspace file's own lock still keeps two programs apart.
func claimInstance(file string) (one *instance, first bool) {
	folder, err := configFolder()
	if err != nil {
		return &instance{}, true
	}
	socket := filepath.Join(folder, "instance.sock")
	if handOver(socket, file) {
		return nil, false
	}
	os.Remove(socket) // left behind by a process that was killed
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return &instance{}, true
	}
	return &instance{listener: listener}, true
}

func handOver(socket, file string) bool {
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return false
	}
	defer conn.Close()
	_, err = conn.Write([]byte(file + "\n"))
	return err == nil
}

// serve calls open with every file handed over until the instance is released.
func (i *instance) serve(open func(file string)) {
	if i.listener == nil {
		return
	}
	for {
		conn, err := i.listener.Accept()
		if err != nil {
			return
		}
		conn.SetDeadline(time.Now().Add(2 * time.Second))
		line, err := bufio.NewReader(conn).ReadString('\n')
		conn.Close()
		if err == nil {
			open(strings.TrimSuffix(line, "\n"))
		}
	}
}

func (i *instance) release() {
	if i.listener != nil {
		i.listener.Close()
	}
}
