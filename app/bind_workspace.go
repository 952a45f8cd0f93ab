package app

// Workspace is bound to the interface: opening and describing the workspace file.
type Workspace struct{ s *session }

// WorkspaceState is everything the frame shows about the open workspace.
type WorkspaceState struct {
	Open       bool              `json:"open"`
	Path       string            `json:"path"`
	Name       string            `json:"name"`
	Sample     bool              `json:"sample"`   // fictional data: sending to real servers is refused
	ReadOnly   bool              `json:"readOnly"` // with Notice saying why
	Notice     string            `json:"notice"`
	Loading    bool              `json:"loading"` // counts are not ready yet
	Contacts   int               `json:"contacts"`
	Events     int               `json:"events"`
	Settings   WorkspaceSettings `json:"settings"`
	Recent     []RecentWorkspace `json:"recent"`
	AppVersion string            `json:"appVersion"`
	Language   string            `json:"language"` // of the interface: "en" or "hi"
}

// RecentWorkspace is one line of the "open recent" list.
type RecentWorkspace struct {
	Path     string `json:"path"`
	Name     string `json:"name"`
	OpenedAt string `json:"openedAt"` // RFC 3339
	Missing  bool   `json:"missing"`
}

// WorkspaceSettings are the settings a user can change.
type WorkspaceSettings struct {
	Name          string `json:"name"`
	TimeZone      string `json:"timeZone"`
	Currency      string `json:"currency"`
	Locale        string `json:"locale"`
	SenderName    string `json:"senderName"`
	PostalAddress string `json:"postalAddress"`
	Unsubscribe   string `json:"unsubscribe"`
}

// State describes the open workspace. The event "workspace" carries the same
// value whenever it changes (opened, data changed, counts became ready).
func (b *Workspace) State() (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.state()
}

// SetLanguage chooses the language of the interface: "en" or "hi".
func (b *Workspace) SetLanguage(language string) (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.setLanguage(language)
}

// Painted says that the interface is on the screen; the window is shown then.
func (b *Workspace) Painted() (err error) {
	defer guard(&err)
	b.s.showWindow()
	return nil
}

// CreateAs asks with the native dialog where a new workspace should be and
// makes it. Canceling the dialog returns the present state.
func (b *Workspace) CreateAs() (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.createAs()
}

// Create makes a new workspace file and opens it; an empty path takes a free
// name in the user's own folder.
func (b *Workspace) Create(path string) (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.create(path)
}

// Open opens a workspace file; an empty path asks with the native dialog.
func (b *Workspace) Open(path string) (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.open(path)
}

// OpenSample fills a new workspace with the fictional shop and opens it. It
// returns a job id at once; the "workspace" event tells when it is open.
func (b *Workspace) OpenSample() (job string, err error) {
	defer guard(&err)
	return b.s.openSample()
}

// Close closes the workspace and returns to the first screen.
func (b *Workspace) Close() (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.close()
}

// SaveSettings stores the settings.
func (b *Workspace) SaveSettings(in WorkspaceSettings) (st WorkspaceState, err error) {
	defer guard(&err)
	return b.s.saveSettings(in)
}
