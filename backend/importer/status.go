package importer

import (
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// statusWords are mailing statuses by what they mean; "" is somebody who may be mailed.
var statusWords = map[domain.SuppressionReason]string{
	"":                            "subscribed|active|confirmed|enabled|ok|pending|unconfirmed|new|never subscribed|subscriber|opted in|transactional|non subscribed|nonsubscribed|marketing contact|non marketing contact|single opt in|double opt in|no reason|सक्रिय|चालू|aktiv|angemeldet|bestätigt|actif|abonné|inscrit|activo|suscrito|ativo|inscrito|attivo|iscritto|actief|ingeschreven|aktywny|abone|активен|подписан|aktif|已订阅|購読中",
	domain.SuppressedUnsubscribed: "unsubscribed|unsub|opted out|opt out|optout|unsubscribe|not subscribed|removed|unsubscribed by admin|user unsubscribed|unsubscribed contact|globally unsubscribed|global unsubscribe|सदस्यता समाप्त|बंद|abgemeldet|désabonné|désinscrit|dado de baja|cancelado|descadastrado|disiscritto|uitgeschreven|wypisany|отписан|已退订|退订|配信停止",
	domain.SuppressedBounced:      "bounced|bounce|hard bounce|hard bounced|hardbounce|cleaned|invalid|undeliverable|invalid email|user bounced|hard bounces|soft bounced|unreachable|mailbox does not exist",
	domain.SuppressedComplained:   "complained|complaint|spam|spam complaint|junk|abuse|marked as spam|spam report|user marked as spam|reported spam|marked spam",
	domain.SuppressedManually:     "suppressed|blocked|blocklisted|blacklisted|do not contact|do not mail|disabled|blocklist|blacklist|user suppressed|manually suppressed|archived|dnd|do not disturb|inactive by request",
}

var knownStatuses = sync.OnceValue(func() map[string]domain.SuppressionReason {
	out := map[string]domain.SuppressionReason{}
	for reason, words := range statusWords {
		for word := range wordSet(words) {
			out[word] = reason
		}
	}
	return out
})

// readStatus reads a mailing status; "" is somebody who may be mailed.
func readStatus(s string) (domain.SuppressionReason, bool) {
	reason, ok := knownStatuses()[normalHeader(s)]
	return reason, ok
}

// deadStates are the words of an order that was not paid, was canceled or is no order
// yet. A bare "pending" is not among them: shops write it for cash on delivery.
var deadStates = sync.OnceValue(func() map[string]bool {
	return wordSet("failed|failure|payment failed|cancelled|canceled|cancelled by customer|canceled by customer|voided|void|expired|pending payment|payment pending|unpaid|draft|declined|rejected|abandoned|created|checkout draft|trash|error|not paid|awaiting payment|रद्द|असफल|storniert|annulée|annulé|cancelado|cancelada|annullato|geannuleerd|iptal|отменен|batal|已取消|キャンセル")
})

var liveStates = sync.OnceValue(func() map[string]bool {
	return wordSet("paid|pending|cod|authorized|authorised|on hold|लंबित|captured|completed|complete|processing|success|successful|delivered|shipped|dispatched|fulfilled|partially paid|partially refunded|refunded|confirmed|settled|credit|closed|invoiced|in transit|received|credited|भुगतान हुआ|पूर्ण|सफल|bezahlt|payée|pagado|pago|pagato|betaald|ödendi|оплачен|lunas")
})

// isState reports whether a text is a known state of an order.
func isState(text string) bool {
	plain := normalHeader(text)
	return deadStates()[plain] || liveStates()[plain]
}
