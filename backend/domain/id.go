package domain

// Ids of stored things. Zero means "none yet". They are positive, given by the
// workspace and never used twice.
type (
	ContactID   int64
	FieldID     int64
	EventID     int64
	EventTypeID int64
	PropertyID  int64
	SegmentID   int64
	CampaignID  int64
	SendID      int64
	AccountID   int64
	ImportID    int64
	MessageID   int64
	ActID       int64
	NoteID      int64
)
