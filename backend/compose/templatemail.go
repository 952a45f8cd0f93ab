package compose

// The templates' words. They promise nothing that a shop would have to keep by
// accident: no discounts, no dates, no free things.

func letter() Template {
	d := newDraft("A short letter", serif, peacock)
	d.row(sheet, "20px 0 16px", []Block{
		space(12),
		words(`Dear {{ contact.first_name | default: "friend" }},`),
		words(`I wanted to write to you in person. Not with an offer, but with a question: are you still happy with what you bought from us?`),
		words(`If something could be better, or if you wonder what would suit you next, answer this mail and tell me two things: what you use now, and what you miss. I read every answer and write back with what I would do in your place, even if that means buying nothing.`),
		words(`And if all is well, I am glad to hear that too. One line is enough.`),
		words(`Warm wishes,<br>{{ sender_name }}`),
		space(12),
	})
	d.footer(footerWords)
	return Template{Key: "letter", Name: "Plain letter", Hint: "A personal note without any design. Often read more than anything designed.",
		Subject: `A question for you, {{ contact.first_name | default: "friend" }}`, Preheader: "It takes a minute, and you get a real answer.", Document: d.doc}
}

func winBack() Template {
	d := newDraft("It has been a while", serif, peacock)
	d.masthead()
	d.band("#fbe3b5", `We have missed you, {{ contact.first_name | default: "friend" }}`, "A good routine waits patiently. So did we.")
	d.row(sheet, "20px 0 4px", []Block{
		words("It has been a while since your last order, and skin changes with the months. What was right in the heat may be too little now, and what felt rich in winter may be too much."),
		words("So we put together a short guide: four questions about how your skin feels today, and at the end a routine of three steps at most. No account, and no answer you have to live up to."),
		d.button("Find my routine", "routine", "left"),
	})
	d.row(sheet, "8px 20px 22px",
		[]Block{small("What is new"), note(`Lighter textures, clearer labels and refills for most bottles. <a href="https://www.example.com/new">See what changed</a>`)},
		[]Block{small("What stayed"), note("The formulas you know. If you liked something, it still does what it did.")})
	d.footer(footerWords + " If it no longer suits you, one click below ends it.")
	return Template{Key: "win_back", Name: "Win back", Hint: "For good customers who have gone quiet.",
		Subject: `{{ contact.first_name | default: "Hello" }}, has your skin changed?`, Preheader: "Four questions, three steps, one routine for today.", Document: d.doc}
}

func thanks() Template {
	d := newDraft("Thank you", serif, plum)
	d.masthead()
	d.band(marigold, `Thank you, {{ contact.first_name | default: "friend" }}`, "You are one of the people who keep us going.")
	d.row(sheet, "20px 0 8px", []Block{
		words("You have come back again and again, and we noticed. Behind every bottle are a few people who mix, fill, label and pack it, and for them your name on a parcel is a familiar one."),
		words("We would like to give something back that is worth more than a coupon: a say. Before the next product is finished, a small circle of loyal customers will see it first and tell us what to change."),
		d.button("Join the circle", "circle", "left"),
		words("There is no obligation. You will hear from us only when there is something to try."),
	})
	d.row(sheet, "4px 0 20px", []Block{words("With gratitude,<br><b>everyone at {{ sender_name }}</b>")})
	d.footer(footerWords)
	return Template{Key: "loyalty", Name: "Loyalty thanks", Hint: "For the people who order most often.",
		Subject: `Thank you, {{ contact.first_name | default: "friend" }}. Truly.`, Preheader: "You keep us going. We would like to give something back.", Document: d.doc}
}

func welcome() Template {
	d := newDraft("Your first order", sans, moss)
	d.masthead()
	d.row(sheet, "12px 0 4px", []Block{
		title(`Welcome, {{ contact.first_name | default: "friend" }}`),
		words("Your first order is a small leap of faith, and we would like to earn it. Here is how to get the most out of what you bought."),
	})
	d.row(sheet, "4px 20px",
		[]Block{small("Start slowly"), note("One new thing at a time, and a small spot on the inner arm first. Give each a week before you add the next.")},
		[]Block{small("Give it time"), note("Skin renews itself in about four weeks. Judge a product after that, not after three days.")})
	d.row(sheet, "4px 20px",
		[]Block{small("Use less"), note("A pea for the face, two for the neck. More does not work faster, it only lasts shorter.")},
		[]Block{small("Keep it cool"), note("Out of the sun and with the lid closed, an opened bottle stays good for months.")})
	d.row(sheet, "4px 0 24px", []Block{
		d.button("Read the full guide", "guide", "center"),
		{Kind: Text, HTML: "Not sure about something? Just answer this mail.", Align: "center", Size: 15, Padding: sidePad},
	})
	d.footer(footerWords)
	return Template{Key: "first_purchase", Name: "First purchase", Hint: "For people who ordered for the first time.",
		Subject: `Welcome, {{ contact.first_name | default: "friend" }}: how to begin`, Preheader: "Four small things that make the difference.", Document: d.doc}
}

func refill() Template {
	d := newDraft("Time for a refill", serif, clay)
	d.masthead()
	d.row(sheet, "12px 0 6px", []Block{
		title(`Running low, {{ contact.first_name | default: "friend" }}?`),
		words("Going by when you last ordered, your bottle is probably nearly empty. We are telling you now so that you do not have to find out on a Sunday evening."),
		d.button("Refill my shelf", "refill", "left"),
	})
	d.row("#f8ead9", "16px 0", []Block{
		{Kind: Text, HTML: "<b>Keep the bottle.</b> Most of what we make comes as a refill: the same content, a thin pouch, and much less to throw away.", Padding: sidePad},
	})
	d.row(sheet, "10px 0 22px", []Block{
		words(`Still half full? Then you are using it just right. Leave this mail where it is and come back to it. And if you have stopped using it, <a href="https://www.example.com/feedback">tell us why</a>: we learn most from that.`),
	})
	d.footer(footerWords)
	return Template{Key: "refill", Name: "Refill reminder", Hint: "For people whose last order should be used up about now.",
		Subject: `{{ contact.first_name | default: "Hello" }}, time for a refill?`, Preheader: "Before the last drop, and without a new bottle.", Document: d.doc}
}

func cart() Template {
	d := newDraft("Still in your basket", sans, peacock)
	d.masthead()
	d.row(sheet, "12px 0 8px", []Block{
		title(`You left something behind, {{ contact.first_name | default: "friend" }}`),
		words("Your basket is still as you left it. If something held you up, these are the answers we give most often:"),
		words("<b>Is it right for my skin?</b><br>Every product page says for whom it is made, and for whom it is not."),
		words("<b>When will it arrive?</b><br>You see the day before you pay, for your own address."),
		words("<b>What if I do not like it?</b><br>Write to us, and together we find something that suits you better."),
		d.button("Back to my basket", "basket", "left"),
		words("Changed your mind? That is fine too."),
		space(10),
	})
	d.footer(footerWords)
	return Template{Key: "left_cart", Name: "Left a basket", Hint: "For people who put something in the basket and did not order.",
		Subject: `Still thinking it over, {{ contact.first_name | default: "friend" }}?`, Preheader: "Your basket is as you left it. Three honest answers.", Document: d.doc}
}

func festival() Template {
	d := newDraft("The festive season", serif, plum)
	d.masthead()
	d.band(marigold, "Light the lamps", "Warm wishes for the festive season to you and everyone at your table.")
	d.row(sheet, "20px 0 14px", []Block{
		words(`Dear {{ contact.first_name | default: "friend" }},`),
		words("the days of lights, sweets and late evenings are here. They are wonderful, and a little hard on the skin. Our advice for the week: drink more water than tea, take the make-up off before you sit down and not after, and let one evening belong to nobody but you."),
	})
	d.row("#fbf1df", "14px 20px",
		[]Block{small("To give"), note("Small boxes, packed by hand, with a card in your own words.")},
		[]Block{small("To keep"), note("A face oil for tired evenings and a balm for hands that did all the cooking.")})
	d.row(sheet, "10px 0 24px", []Block{
		d.button("See the festive boxes", "festive", "center"),
		{Kind: Text, HTML: "Ordering for somebody else? It can go straight to their door.", Align: "center", Size: 15, Padding: sidePad},
	})
	d.footer(footerWords)
	return Template{Key: "festival", Name: "Festival greeting", Hint: "Greetings and gifts for the festive season.",
		Subject: `Light the lamps, {{ contact.first_name | default: "friend" }}`, Preheader: "Wishes for the season, and a few things to give or to keep.", Document: d.doc}
}
