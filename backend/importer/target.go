package importer

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Target keys that are not a field, a property or a new one.
const (
	toName         = "field:name" // a full name, split into first and last
	toUnsubscribed = "status:unsubscribed"
	toBounced      = "status:bounced"
	toComplained   = "status:complained"
	toStatus       = "status:status"
	toGiven        = "permission:given"
	toGivenAt      = "permission:at"
	toGivenSource  = "permission:source"
	toWording      = "permission:wording"
	toProof        = "permission:proof"

	toEmail       = "field:email"
	toExternal    = "field:external_id"
	toOrder       = "event:order_id"
	toAt          = "event:at"
	toProduct     = "event:product"
	toProductCode = "event:product_code"
	toCategory    = "event:category"
	toQuantity    = "event:quantity"
	toPrice       = "event:unit_price"
	toAmount      = "event:amount"
)

// Targets returns everything a column can become in a workspace with these fields.
func Targets(fields []domain.Field) []Target {
	list := []Target{{toName, "Full name", "both", "Who they are"}}
	for _, f := range fields {
		group := "Who they are"
		if !f.Builtin {
			group = "Your own fields"
		}
		list = append(list, Target{"field:" + f.Key, f.Name, "both", group})
	}
	list = append(list,
		Target{toOrder, "Order number", "orders", "The order"},
		Target{toAt, "Date of the order", "orders", "The order"},
		Target{toProduct, "Product", "orders", "The order"},
		Target{toProductCode, "Product code (used where the name is missing)", "orders", "The order"},
		Target{toCategory, "Category", "orders", "The order"},
		Target{toQuantity, "Quantity", "orders", "The order"},
		Target{toPrice, "Price of one", "orders", "The order"},
		Target{toAmount, "Amount", "orders", "The order"},
		Target{"event:device", "Device", "orders", "The order"},
		Target{toUnsubscribed, "Unsubscribed (yes or a date)", "both", "May they be mailed"},
		Target{toBounced, "Bounced (yes or a date)", "both", "May they be mailed"},
		Target{toComplained, "Marked as spam (yes or a date)", "both", "May they be mailed"},
		Target{toStatus, "Mailing status (subscribed, unsubscribed, bounced ...)", "both", "May they be mailed"},
		Target{toGiven, "Agreed to mails (yes or no)", "both", "May they be mailed"},
		Target{toGivenAt, "Agreed on", "both", "May they be mailed"},
		Target{toGivenSource, "Agreed where", "both", "May they be mailed"},
		Target{toWording, "Agreed to which words", "both", "May they be mailed"},
		Target{toProof, "Proof of agreement", "both", "May they be mailed"},
	)
	for _, t := range []struct {
		valueType domain.ValueType
		name      string
	}{{domain.Text, "New: text"}, {domain.Number, "New: number"}, {domain.Money, "New: money"}, {domain.Date, "New: date"}, {domain.Bool, "New: yes or no"}} {
		list = append(list, Target{"new:" + string(t.valueType), t.name, "both", "Make a new one"})
	}
	return list
}

// meaning is what a header can stand for in a file of people and in one of orders.
type meaning struct {
	people, orders string
	names          string // normalised headers, separated by "|"
}

// meanings lists headers in English, Hindi, German, French, Spanish, Portuguese
// and Italian, as shops, mail tools and spreadsheets write them.
var meanings = []meaning{
	{toEmail, toEmail, "email|e mail|email address|e mail address|mail|mail id|email id|e mail id|emailid|customer email|contact email|subscriber|ईमेल|ई मेल|ईमेल पता|ईमेल आईडी|e mail adresse|mailadresse|adresse e mail|adresse mail|courriel|correo|correo electronico|correo electrónico|endereco de email|endereço de email|indirizzo email|posta elettronica"},
	{toExternal, toExternal, "customer id|customerid|cust id|customer no|customer number|customer code|customer|client id|client|contact id|user id|userid|member id|member no|person id|external id|ग्राहक आईडी|ग्राहक संख्या|ग्राहक क्रमांक|kundennummer|kunden nr|kundennr|kunde|numero client|numéro client|id client|cliente|id cliente|codigo cliente|código do cliente|codice cliente"},
	{toName, toName, "name|full name|fullname|customer name|contact name|your name|नाम|पूरा नाम|ग्राहक का नाम|vollständiger name|nom complet|nombre completo|nome completo|nombre y apellidos"},
	{"field:first_name", "field:first_name", "first name|firstname|fname|given name|forename|पहला नाम|प्रथम नाम|vorname|prénom|prenom|nombre|primeiro nome|nome"},
	{"field:last_name", "field:last_name", "last name|lastname|lname|surname|family name|उपनाम|अंतिम नाम|कुलनाम|nachname|familienname|nom|nom de famille|apellido|apellidos|sobrenome|cognome"},
	{"field:city", "field:city", "city|town|city name|billing city|shipping city|शहर|नगर|stadt|ort|wohnort|ville|ciudad|cidade|città|citta"},
	{"field:country", "field:country", "country|country name|billing country|shipping country|nation|देश|land|pays|país|pais|paese|nazione"},
	{"field:language", "field:language", "language|lang|locale|भाषा|sprache|langue|idioma|lingua"},
	{"field:phone", "field:phone", "phone|phone number|phone no|mobile|mobile number|mobile no|cell|cell phone|contact number|telephone|tel|whatsapp|whatsapp number|फ़ोन|फोन|मोबाइल|मोबाइल नंबर|फ़ोन नंबर|telefon|telefonnummer|handy|téléphone|telephone|teléfono|telefono|telefone|celular"},
	{"field:joined", "", "joined|join date|joined on|date joined|signup date|sign up date|signed up|created at|created|registered|registration date|member since|customer since|subscribed at|subscribe date|optin time|शामिल होने की तारीख|पंजीकरण तिथि|registriert am|date d inscription|fecha de alta|fecha de registro|data de cadastro"},
	{"", toOrder, "order id|orderid|order no|order number|order|order name|invoice no|invoice|invoice number|invoice id|invoiceno|transaction id|transaction|bill no|receipt no|receipt number|sales order|ऑर्डर|ऑर्डर आईडी|ऑर्डर संख्या|ऑर्डर नंबर|बिल नंबर|चालान संख्या|bestellnummer|bestellung|bestell nr|rechnungsnummer|rechnungsnr|auftragsnummer|numero de commande|numéro de commande|commande|numero de pedido|número de pedido|pedido|numero ordine|ordine"},
	{"", toAt, "date|order date|orderdate|invoice date|invoicedate|transaction date|purchase date|purchased at|ordered at|order time|paid at|bill date|timestamp|datetime|date time|time|processed at|event date|event time|at|दिनांक|तारीख|तिथि|ऑर्डर की तारीख|datum|bestelldatum|rechnungsdatum|kaufdatum|date de commande|date d achat|fecha|fecha de pedido|fecha de compra|data|data do pedido|data ordine"},
	{"", toProduct, "product|product name|item|item name|lineitem name|line item name|article|description|product description|title|product title|उत्पाद|उत्पाद का नाम|वस्तु|सामान|produkt|artikel|artikelname|bezeichnung|produit|désignation|designation|producto|articulo|artículo|produto|prodotto|articolo"},
	{"", toProductCode, "stock code|stockcode|sku|lineitem sku|product id|productid|product code|item code|item id|article no|article number|artikelnummer|upc|ean|asin|उत्पाद कोड|référence|referencia|código"},
	{"", toCategory, "category|product category|item category|product type|department|collection|श्रेणी|वर्ग|kategorie|warengruppe|catégorie|categorie|categoría|categoria|reparto"},
	{"", toQuantity, "quantity|qty|units|item quantity|lineitem quantity|no of items|count|pieces|pcs|मात्रा|संख्या|menge|anzahl|stück|quantité|quantite|cantidad|quantidade|quantità|quantita"},
	{"", toPrice, "unit price|unitprice|price|price each|item price|lineitem price|rate|mrp|selling price|मूल्य|कीमत|दर|preis|einzelpreis|stückpreis|prix|prix unitaire|precio|precio unitario|preço|preco|preço unitário|prezzo|prezzo unitario"},
	{"", toAmount, "amount|total|order total|order amount|order value|line total|subtotal|sub total|grand total|total amount|total price|net amount|revenue|sales|value|bill amount|amount paid|राशि|कुल|कुल राशि|betrag|summe|gesamt|gesamtbetrag|umsatz|montant|importe|monto|valor|valor total|importo|totale"},
	{toUnsubscribed, toUnsubscribed, "unsubscribed|unsubscribed at|unsubscribe date|unsub time|opt out|opted out|optout|opted out at|opt out date|do not email|do not mail|email opt out|सदस्यता समाप्त|abgemeldet|désabonné|desabonne|dado de baja|descadastrado|disiscritto"},
	{toBounced, toBounced, "bounced|bounced at|hard bounce|hard bounced|bounce date|cleaned|cleaned at|invalid email"},
	{toComplained, toComplained, "complained|spam complaint|marked as spam|complaint|complained at"},
	{toStatus, toStatus, "status|email status|mail status|subscription status|subscriber status|email marketing status|marketing status|state|member status|member rating status|स्थिति|statut|estado"},
	{toGiven, toGiven, "accepts marketing|accepts email marketing|opt in|optin|opted in|consent|marketing consent|email consent|permission|newsletter|agreed|agreed to mails|gdpr consent|सहमति|अनुमति|einwilligung|consentement|consentimiento|consentimento|consenso"},
	{toGivenAt, toGivenAt, "consent date|consent at|consented at|opt in date|opt in time|opted in at|confirm time|confirmation date|agreed on|permission date"},
	{toGivenSource, toGivenSource, "consent source|opt in source|permission source|agreed where|signup source"},
	{toWording, toWording, "consent text|consent wording|wording"},
	{toProof, toProof, "consent proof|proof|consent ip|opt in ip|optin ip|confirm ip"},
}

// meaningOf finds what a header stands for, nil when it is no known word.
func meaningOf(header string) *meaning { return headerIndex[normalHeader(header)] }

var headerIndex = buildHeaderIndex()

func buildHeaderIndex() map[string]*meaning {
	index := map[string]*meaning{}
	for i := range meanings {
		for name := range strings.SplitSeq(meanings[i].names, "|") {
			key := normalHeader(name)
			if index[key] == nil {
				index[key] = &meanings[i]
			}
		}
	}
	return index
}

// of returns the meaning's target for the kind.
func (m *meaning) of(kind domain.ImportKind) string {
	switch {
	case m == nil:
		return ""
	case kind == domain.ImportPeople:
		return m.people
	}
	return m.orders
}
