package importer_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// headerCase is a header, two values below it, and what the column should become in a
// file of the kind: the target, and for a new field its name.
type headerCase struct {
	header, values string // values apart by |
	want           string
}

var peopleHeaders = []headerCase{
	{"Email", "a@x.in|b@x.in", "field:email"},
	{"Email (primary)", "a@x.in|b@x.in", "field:email"},
	{"Cust. E-mail ID*", "a@x.in|b@x.in", "field:email"},
	{"E-Mail", "a@x.in|b@x.in", "field:email"},
	{"EMAIL_ADDRESS", "a@x.in|b@x.in", "field:email"},
	{"Subscriber Email", "a@x.in|b@x.in", "field:email"},
	{"emailId", "a@x.in|b@x.in", "field:email"},
	{"Gmail ID", "a@x.in|b@x.in", "field:email"},
	{"Contact", "a@x.in|b@x.in", "field:email"},
	{"Column with no meaning", "a@x.in|b@x.in", "field:email"},
	{"ई-मेल", "a@x.in|b@x.in", "field:email"},
	{"इमेल", "a@x.in|b@x.in", "field:email"},
	{"ईमेल आईडी", "a@x.in|b@x.in", "field:email"},
	{"ઇમેઇલ", "a@x.in|b@x.in", "field:email"},
	{"மின்னஞ்சல்", "a@x.in|b@x.in", "field:email"},
	{"ఇమెయిల్", "a@x.in|b@x.in", "field:email"},
	{"ইমেইল", "a@x.in|b@x.in", "field:email"},
	{"ಇಮೇಲ್", "a@x.in|b@x.in", "field:email"},
	{"Courriel", "a@x.in|b@x.in", "field:email"},
	{"Correo electrónico", "a@x.in|b@x.in", "field:email"},
	{"Adres e-mail", "a@x.in|b@x.in", "field:email"},
	{"E-posta", "a@x.in|b@x.in", "field:email"},
	{"Электронная почта", "a@x.in|b@x.in", "field:email"},
	{"البريد الإلكتروني", "a@x.in|b@x.in", "field:email"},
	{"Alamat email", "a@x.in|b@x.in", "field:email"},
	{"电子邮件", "a@x.in|b@x.in", "field:email"},
	{"メールアドレス", "a@x.in|b@x.in", "field:email"},

	{"Name", "Asha Rao|Bela Mehta", "field:name"},
	{"Customer", "Asha Rao|Bela Mehta", "field:name"},
	{"Customer Name *", "Asha Rao|Bela Mehta", "field:name"},
	{"Full Name:", "Asha Rao|Bela Mehta", "field:name"},
	{"ग्राहक का नाम", "आशा राव|बेला मेहता", "field:name"},
	{"पूर्ण नाव", "आशा राव|बेला मेहता", "field:name"},
	{"நாமம்", "ஆஷா|பேலா", "new:text நாமம்"},
	{"பெயர்", "ஆஷா|பேலா", "field:name"},
	{"పేరు", "ఆశ|బేల", "field:name"},
	{"নাম", "আশা|বেলা", "field:name"},
	{"ಹೆಸರು", "ಆಶಾ|ಬೇಲಾ", "field:name"},
	{"નામ", "આશા|બેલા", "field:name"},
	{"Imię i nazwisko", "Anna Nowak|Jan Kowal", "field:name"},
	{"ФИО", "Анна Иванова|Пётр Петров", "field:name"},
	{"氏名", "山田 花子|佐藤 次郎", "field:name"},
	{"姓名", "王芳|李雷", "field:name"},
	{"Nama Lengkap", "Siti Aminah|Budi Santoso", "field:name"},
	{"First Name", "Asha|Bela", "field:first_name"},
	{"FNAME", "Asha|Bela", "field:first_name"},
	{"Vorname", "Anna|Jan", "field:first_name"},
	{"Prénom", "Anne|Jean", "field:first_name"},
	{"Voornaam", "Anne|Jan", "field:first_name"},
	{"पहला नाम", "आशा|बेला", "field:first_name"},
	{"Surname", "Rao|Mehta", "field:last_name"},
	{"LNAME", "Rao|Mehta", "field:last_name"},
	{"Apellidos", "Gómez|Díaz", "field:last_name"},
	{"Sobrenome", "Silva|Souza", "field:last_name"},
	{"Cognome", "Rossi|Bianchi", "field:last_name"},
	{"Soyadı", "Kaya|Demir", "field:last_name"},
	{"आडनाव", "राव|मेहता", "field:last_name"},

	{"Mobile No.", "9876543210|9123456780", "field:phone"},
	{"Mobile", "+91 98765 43210|+91 91234 56780", "field:phone"},
	{"Contact", "9876543210|9123456780", "field:phone"},
	{"WhatsApp Number", "9876543210|9123456780", "field:phone"},
	{"Ph. No", "080-23456789|080-23456780", "field:phone"},
	{"मोबाइल नंबर", "९८७६५४३२१०|९१२३४५६७८०", "field:phone"},
	{"Handynummer", "+49 151 23456789|+49 151 23456780", "field:phone"},
	{"Cep telefonu", "+90 532 123 4567|+90 532 123 4568", "field:phone"},
	{"手机号", "13800138000|13900139000", "field:phone"},
	{"No. HP", "081234567890|081234567891", "field:phone"},
	{"SMS", "9876543210|9123456780", "field:phone"},
	{"City", "Pune|Delhi", "field:city"},
	{"City/Town", "Pune|Delhi", "field:city"},
	{"Billing City", "Pune|Delhi", "field:city"},
	{"शहर", "पुणे|दिल्ली", "field:city"},
	{"நகரம்", "சென்னை|மதுரை", "field:city"},
	{"Ort", "Berlin|Bonn", "field:city"},
	{"Ville", "Paris|Lyon", "field:city"},
	{"Miasto", "Gdynia|Opole", "field:city"},
	{"城市", "北京|上海", "field:city"},
	{"Country", "India|Nepal", "field:country"},
	{"Country/Region", "India|Nepal", "field:country"},
	{"देश", "भारत|नेपाल", "field:country"},
	{"País", "España|México", "field:country"},
	{"Ülke", "Türkiye|Almanya", "field:country"},
	{"国家", "中国|日本", "field:country"},
	{"Preferred Language", "Hindi|Marathi", "field:language"},
	{"भाषा", "हिंदी|मराठी", "field:language"},
	{"Customer ID", "C001|C002", "field:external_id"},
	{"CustCode", "1001|1002", "field:external_id"},
	{"Member No.", "1001|1002", "field:external_id"},
	{"ग्राहक संख्या", "1001|1002", "field:external_id"},
	{"Kundennummer", "1001|1002", "field:external_id"},
	{"Customer", "1001|1002", "field:external_id"},
	{"会员编号", "1001|1002", "field:external_id"},
	{"Joined", "25/04/2024|13/05/2024", "field:joined"},
	{"Date of Joining", "25-Apr-24|13-May-24", "field:joined"},
	{"Customer since", "2024|2023", "new:number Customer since"},
	{"Created At", "2024-04-25T10:00:00Z|2024-05-13T10:00:00Z", "field:joined"},
	{"पंजीकरण तिथि", "25/04/2024|13/05/2024", "field:joined"},
	{"注册时间", "2024年4月25日|2024年5月13日", "field:joined"},

	{"DOB", "25/04/1984|13/05/1990", "new:date DOB"},
	{"Birthday*", "25-04-84|13-05-90", "new:date Birthday"},
	{"GSTIN", "27AAPFU0939F1ZV|29AAGCB7383J1Z4", "new:text GSTIN"},
	{"Pincode", "411001|110001", "new:text Pincode"},
	{"PIN Code", "411001|110001", "new:text PIN Code"},
	{"Zip", "90210|10001", "new:text Zip"},
	{"Aadhaar no", "234567890123|345678901234", "new:text Aadhaar no"},
	{"₹ Amount", "1,00,000.50|2,500", "new:money Amount"},
	{"Order Total (INR)", "12000|250", "new:money Order Total"},
	{"Total Spent", "12,000.00|250.00", "new:money Total Spent"},
	{"Turnover", "1.5 lakh|2 Cr", "new:money Turnover"},
	{"Deal size", "₹3.2L|₹12k", "new:money Deal size"},
	{"Bottle", "1L|2L", "new:text Bottle"},
	{"Discount", "12 %|5%", "new:number Discount"},
	{"Points", "120|340", "new:number Points"},
	{"Orders count", "12|3", "new:number Orders count"},
	{"VIP?", "yes|no", "new:bool VIP"},
	{"FY", "FY 2025-26|FY 2024-25", "new:text FY"},
	{"Tags", "vip, diwali|new", "new:list Tags"},
	{"Interests", "saree, kurta|shoes", "new:list Interests"},
	{"State", "Maharashtra|Kerala", "new:text State"},
	{"State", "unsubscribed|active", "status:status"},
	{"Status", "subscribed|cleaned", "status:status"},
	{"Status", "Gold|Silver", "new:text Status"},
	{"Unsubscribed", "yes|no", "status:unsubscribed"},
	{"Opt Out Date", "2024-01-05|2024-01-06", "status:unsubscribed"},
	{"Hard bounced", "true|false", "status:bounced"},
	{"Accepts Marketing", "yes|no", "permission:given"},
	{"सहमति", "हाँ|नहीं", "permission:given"},
	{"Einwilligung", "ja|nein", "permission:given"},
	{"Newsletter (opt-in)", "Y|N", "permission:given"},
	{"Consent date", "2024-01-05|2024-01-06", "permission:at"},
	{"Consent IP", "10.0.0.1|10.0.0.2", "permission:proof"},
	{"Last visit date", "45000|45123", "new:date Last visit date"},
	{"last_login_at", "1714000000|1715000000", "new:date Last login at"},
	{"Notes", "call back|likes silk", "new:text Notes"},
}

var orderHeaders = []headerCase{
	{"Order No.", "7|7", "event:order_id"}, {"Bill Number", "7|7", "event:order_id"}, {"बिल नंबर", "7|7", "event:order_id"}, {"Rechnungsnummer", "7|7", "event:order_id"},
	{"N° de commande", "7|7", "event:order_id"}, {"Sipariş No", "7|7", "event:order_id"}, {"注文番号", "7|7", "event:order_id"}, {"Номер заказа", "7|7", "event:order_id"},
	{"Order Date", "25/04/2024|13/05/2024", "event:at"}, {"Bill Dt.", "25/04/2024|13/05/2024", "event:at"}, {"दिनांक", "25/04/2024|13/05/2024", "event:at"}, {"Datum", "25.04.2024|13.05.2024", "event:at"}, {"Tanggal", "25/04/2024|13/05/2024", "event:at"},
	{"Item", "Soap|Oil", "event:product"}, {"Particulars", "Soap|Oil", "event:product"}, {"उत्पाद का नाम", "साबुन|तेल", "event:product"}, {"商品名", "石鹸|油", "event:product"},
	{"Qty.", "1|2", "event:quantity"}, {"मात्रा", "१|२", "event:quantity"}, {"Menge", "1|2", "event:quantity"}, {"Adet", "1|2", "event:quantity"},
	{"Rate (₹)", "50|60.50", "event:unit_price"}, {"MRP", "50|60", "event:unit_price"}, {"Einzelpreis", "5,50|6,25", "event:unit_price"},
	{"Amount (INR)", "50|120", "event:amount"}, {"Net Amt", "50|120", "event:amount"}, {"राशि", "₹50|₹120", "event:amount"}, {"Gesamtbetrag", "50,00|120,00", "event:amount"},
	{"Payment Status", "Paid|Failed", "event:state"}, {"SKU", "S-1|S-2", "event:product"}, {"Product Category", "Care|Food", "event:category"}, {"Billing City", "Pune|Pune", "field:city"},
}

// guessOf returns what the middle column of a small sheet is taken for.
func guessOf(t *testing.T, around string, c headerCase, kind domain.ImportKind) (string, importer.Column) {
	t.Helper()
	text := around + ";" + c.header + "\n"
	for i, value := range strings.Split(c.values, "|") {
		text += fmt.Sprintf("k%d;%s\n", i, value)
	}
	path := write(t, "h.csv", text)
	plan, err := importer.Guess(context.Background(), path, importer.ReadOptions{Delimiter: ";"}, nil, kind)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := importer.Inspect(context.Background(), path, importer.ReadOptions{Delimiter: ";"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := plan.Mapping[1]
	if strings.HasPrefix(m.Target, "new:") {
		return m.Target + " " + m.Name, seen.Columns[1]
	}
	return m.Target, seen.Columns[1]
}

func TestColumnsOfPeopleAreUnderstood(t *testing.T) {
	for _, c := range peopleHeaders {
		got, seen := guessOf(t, "Ref", c, domain.ImportPeople)
		if got != c.want {
			t.Errorf("%s (%s) was taken for %q, want %q", c.header, c.values, got, c.want)
		}
		if seen.Note == "" || seen.Target != "" && (seen.Confidence < 40 || seen.Confidence > 99) {
			t.Errorf("%s has the note %q and a confidence of %d", c.header, seen.Note, seen.Confidence)
		}
	}
}

func TestColumnsOfOrdersAreUnderstood(t *testing.T) {
	for _, c := range orderHeaders {
		if got, _ := guessOf(t, "Ref", c, domain.ImportOrders); got != c.want {
			t.Errorf("%s (%s) was taken for %q, want %q", c.header, c.values, got, c.want)
		}
	}
}
