package sample

// product is something the shop sells. Price is in paise.
type product struct {
	name, category string
	price          int64
}

var products = []product{
	{"Saffron face oil", "Skincare", 125000}, {"Neem clay mask", "Skincare", 64900}, {"Rose water toner", "Skincare", 39900},
	{"Turmeric night cream", "Skincare", 89900}, {"Aloe day gel", "Skincare", 44900}, {"Sandalwood scrub", "Skincare", 54900},
	{"Bhringraj hair oil", "Haircare", 59900}, {"Hibiscus shampoo", "Haircare", 49900}, {"Vetiver hair mist", "Haircare", 89000},
	{"Amla hair mask", "Haircare", 69900}, {"Jasmine attar", "Fragrance", 149900}, {"Vetiver eau de parfum", "Fragrance", 219900},
	{"Lotus body mist", "Fragrance", 79900}, {"Ashwagandha tea", "Wellness", 34900}, {"Tulsi steam drops", "Wellness", 29900},
	{"Copper tongue scraper", "Wellness", 24900}, {"Abhyanga massage oil", "Wellness", 74900}, {"Festive gift box", "Gifting", 249900},
	{"Travel ritual set", "Gifting", 129900}, {"Diwali diya candle set", "Gifting", 99900},
}

// categories in the order of categoryWeights, with where each begins in products.
var categories = []struct {
	name        string
	first, last int
}{{"Skincare", 0, 6}, {"Haircare", 6, 10}, {"Fragrance", 10, 13}, {"Wellness", 13, 17}, {"Gifting", 17, 20}}

var categoryWeights = []float64{40, 22, 11, 17, 10}

// place is a city with its country, languages and how many people live there.
type place struct {
	city, country string
	weight        float64
	languages     []string // the first is the usual one
}

var places = []place{
	{"Bengaluru", "India", 22, []string{"English", "Kannada", "Hindi"}}, {"Mumbai", "India", 16, []string{"English", "Marathi", "Hindi"}},
	{"Delhi", "India", 13, []string{"Hindi", "English"}}, {"Pune", "India", 10, []string{"Marathi", "English"}},
	{"Hyderabad", "India", 8, []string{"English", "Telugu"}}, {"Chennai", "India", 8, []string{"Tamil", "English"}},
	{"Kolkata", "India", 6, []string{"Bengali", "English"}}, {"Ahmedabad", "India", 4, []string{"Gujarati", "Hindi"}},
	{"Jaipur", "India", 3, []string{"Hindi", "English"}}, {"Kochi", "India", 3, []string{"Malayalam", "English"}},
	{"Lucknow", "India", 2.5, []string{"Hindi"}}, {"Indore", "India", 2.5, []string{"Hindi"}},
	{"London", "United Kingdom", 1, []string{"English"}}, {"Dubai", "United Arab Emirates", 0.7, []string{"English", "Hindi"}},
	{"Singapore", "Singapore", 0.3, []string{"English", "Tamil"}},
}

var firstNames = []string{
	"Aarav", "Ananya", "Rohan", "Priya", "Vikram", "Meera", "Kabir", "Ishita", "Arjun", "Sneha", "Zara", "Farhan", "Divya",
	"Karthik", "Lakshmi", "Nikhil", "Aditi", "Rahul", "Tara", "Imran", "Pooja", "Dev", "Neha", "Siddharth", "Kavya", "Aisha",
	"Manoj", "Ritu", "Sanjay", "Anjali", "Varun", "Shreya", "Harini", "Joseph", "Maria", "Gurpreet", "Simran", "Tenzin", "Leela", "Omkar",
}

var firstNamesHindi = []string{"प्रिया", "राहुल", "अंजलि", "विवेक", "सुनीता", "अमित"}

var lastNames = []string{
	"Sharma", "Iyer", "Patel", "Khan", "Reddy", "Nair", "Das", "Joshi", "Kulkarni", "Mehta", "Bose", "Singh", "Rao", "Fernandes",
	"Gupta", "Menon", "Shah", "Banerjee", "Verma", "Pillai", "Chowdhury", "D'Souza", "Hegde", "Thakur", "Bhat",
}

var lastNamesHindi = []string{"शर्मा", "वर्मा", "सिंह", "मिश्रा"}

var mailDomains = []string{"gmail.example", "yahoo.example", "outlook.example", "rediffmail.example", "nilafan.example"}

var mailDomainWeights = []float64{68, 12, 9, 6, 5}

var skinTypes = []string{"Dry", "Oily", "Combination", "Sensitive", "Normal"}

var devices = []string{"Phone", "Desktop", "Tablet"}

var deviceWeights = []float64{68, 26, 6}

// hourWeights is when people read and browse: a small rise before work, a high evening.
var hourWeights = []float64{1, .4, .2, .2, .3, 1, 3, 5, 7, 8, 7, 6, 6, 6, 5, 4, 4, 5, 7, 10, 13, 12, 8, 4}

// campaignThemes name the mails the shop sent.
var campaignThemes = []string{
	"New in the apothecary", "The monsoon edit", "Slow Sunday rituals", "Refills are back", "Letters from the garden", "Winter skin, softly",
	"Summer light", "What our chemist uses", "Three oils, three moods", "Behind the still",
}
