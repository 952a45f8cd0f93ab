package importer

import "sync"

// Countries and cities that a column without a name is recognised by.
var countryNames = sync.OnceValue(func() map[string]bool {
	return wordSet("india|in|ind|भारत|usa|us|united states|united states of america|uk|united kingdom|gb|great britain|england|uae|united arab emirates|ae|singapore|sg|germany|de|deutschland|france|fr|spain|españa|italy|italia|portugal|brazil|brasil|netherlands|nl|nederland|poland|polska|turkey|türkiye|russia|россия|saudi arabia|qatar|kuwait|oman|bahrain|nepal|bangladesh|sri lanka|pakistan|bhutan|maldives|malaysia|indonesia|thailand|vietnam|philippines|china|中国|japan|日本|south korea|korea|australia|au|new zealand|nz|canada|ca|mexico|méxico|argentina|south africa|kenya|nigeria|egypt|ireland|switzerland|austria|belgium|sweden|norway|denmark|finland")
})

var cityNames = sync.OnceValue(func() map[string]bool {
	return wordSet("mumbai|delhi|new delhi|bengaluru|bangalore|hyderabad|ahmedabad|chennai|kolkata|surat|pune|jaipur|lucknow|kanpur|nagpur|indore|thane|bhopal|visakhapatnam|vizag|patna|vadodara|baroda|ghaziabad|ludhiana|agra|nashik|nasik|faridabad|meerut|rajkot|varanasi|srinagar|aurangabad|dhanbad|amritsar|navi mumbai|allahabad|prayagraj|ranchi|howrah|coimbatore|jabalpur|gwalior|vijayawada|jodhpur|madurai|raipur|kota|guwahati|chandigarh|solapur|hubli|tiruchirappalli|trichy|bareilly|mysore|mysuru|tiruppur|gurgaon|gurugram|noida|aligarh|jalandhar|bhubaneswar|salem|warangal|kochi|cochin|ernakulam|thiruvananthapuram|trivandrum|kozhikode|calicut|thrissur|dehradun|mangalore|mangaluru|udaipur|goa|panaji|shimla|jammu|siliguri|puducherry|pondicherry|nellore|guntur|kolhapur|ajmer|bikaner|gorakhpur|jamshedpur|cuttack|bhavnagar|jamnagar|belgaum|belagavi|मुंबई|दिल्ली|नई दिल्ली|पुणे|जयपुर|लखनऊ|कानपुर|नागपुर|इंदौर|भोपाल|पटना|आगरा|वाराणसी|कोलकाता|चेन्नई|बेंगलुरु|हैदराबाद|अहमदाबाद|सूरत|london|dubai|new york|singapore|berlin|paris|madrid|sydney|toronto|san francisco|hamburg|münchen|munich|jakarta|kathmandu|dhaka|colombo")
})

func isCountry(text string) bool { return countryNames()[normalHeader(text)] }

func isCity(text string) bool { return cityNames()[normalHeader(text)] }
