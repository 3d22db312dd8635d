// The canonical form and the hash, against literal bytes: who recomputes a quote elsewhere must come to these.
#include "pricing/quotes/quote_form.hpp"

#include <gtest/gtest.h>

#include "adapters/openssl/openssl_jose.hpp"
#include "pricing/quotes/canonical_json.hpp"

namespace switchyard::pricing {
namespace {

class Sha256 final : public FileDigest {
 public:
  [[nodiscard]] std::string sha256_hex(std::string_view bytes) const override {
    std::string text;
    for (const std::uint8_t byte : adapters::OpensslJose().sha256(bytes)) {
      text += "0123456789abcdef"[byte >> 4U];
      text += "0123456789abcdef"[byte & 15U];
    }
    return text;
  }
};

Uuid uuid_of(std::uint8_t last) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = last;
  return uuid;
}

// The trade's first worked example: 60,000 kWh of ComEd at 0.06120 and 5 mils.
Quote sample() {
  Quote quote{.id = QuoteId(uuid_of(1)), .partner = access::PartnerId(uuid_of(2)), .application = access::ApplicationId(uuid_of(3))};
  quote.created_at = *Instant::parse("2026-11-24T15:00:00Z");
  quote.expires_at = *Instant::parse("2026-11-24T23:00:00Z");
  quote.customer_name = "Lincoln \"Park\" Bread";
  QuoteLine line{.id = QuoteLineId(uuid_of(4))};
  line.facts = {.source_id = "rat_1", .supplier = "prairie-crown", .supplier_name = "Prairie Crown Power", .customer_class = CustomerClass::commercial,
                .utility_code = "comed", .utility_word = "COMED", .rate_class = "Small Load", .rate_class_word = "Small", .state = "IL", .product = "Fixed",
                .green_percent_hundredths = 1'250, .start_from = Month::parse("2027-03").value(), .start_until = Month::parse("2027-04").value(), .term_months = 24,
                .basis_micros = 61'200, .stored_micros = 61'200, .price_text = "0.0612", .valid_from = *Date::parse("2026-11-24"),
                .valid_until = *Date::parse("2026-11-25"), .sellable_from = *Instant::parse("2026-11-24T14:00:00Z"), .sellable_until = quote.expires_at,
                .sheet_id = "sht_1", .file_name = "prairie.csv", .file_sha256 = std::string(64, 'a'), .layout = "prairie-crown-csv@1",
                .layout_sha256 = std::string(64, 'b'), .worksheet = "", .cell = "H2"};
  line.facts.band = {.min_milli = 0, .max_milli_exclusive = 75'000, .unit = EnergyUnit::mwh, .present = true};
  line.annual_usage = *Energy::parse("60000", EnergyUnit::kwh);
  line.aggregate = line.annual_usage;
  line.start_month = Month::parse("2027-03").value();
  line.terms.margin = {.max_micros = 50'000};
  line.stack = stack_of({.transfer_micros = 61'200, .partner_margin_micros = 5'000});
  line.annual_cost_cents = 397'200;
  line.term_cost_cents = 794'400;
  line.nonce = "000102030405060708090a0b0c0d0e0f";
  quote.lines.push_back(line);
  return quote;
}

constexpr std::string_view kSealed =
    R"({"agentCode":null,"agentMargin":"0.000000","bandMinIsOfLowerBand":false,"cell":"H2","file":"prairie.csv",)"
    R"("fileSha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","form":"switchyard-quote-line-1",)"
    R"("grossUp":"0.000000","grossUpFactor":"1.000000","grossUpForm":"none","houseFee":"0.000000","layout":"prairie-crown-csv@1",)"
    R"("layoutSha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","license":null,)"
    R"("lineId":"qln_0000000000e008000000000004","marginMax":"0.050000","marginMin":"0.000000","marginStep":"0.000001",)"
    R"("nonce":"000102030405060708090a0b0c0d0e0f","partnerMargin":"0.005000","price":"0.066200","priceDecimals":5,"priceText":"0.0612",)"
    R"("rateClassWord":"Small","sellableFrom":"2026-11-24T14:00:00Z","sellableUntil":"2026-11-24T23:00:00Z","sheet":null,"sheetId":"sht_1",)"
    R"("startFrom":"2027-03","startUntil":"2027-04","storedPrice":"0.061200","supplierName":"Prairie Crown Power","transferPrice":"0.061200",)"
    R"("utilityWord":"COMED","validFrom":"2026-11-24","validUntil":"2026-11-25","zoneWord":null})";

TEST(QuoteForm, TheSealedFormIsWordByWordWhatTheDocumentSays) { EXPECT_EQ(canonical_sealed(sample().lines[0]), kSealed); }

TEST(QuoteForm, TheOuterFormIsWordByWordWhatTheDocumentSays) {
  Quote quote = sample();
  seal_quote(quote, Sha256());
  EXPECT_EQ(canonical_quote(quote),
            R"({"createdAt":"2026-11-24T15:00:00Z","customerName":"Lincoln \"Park\" Bread","expiresAt":"2026-11-24T23:00:00Z","form":"switchyard-quote-1",)"
            R"("lines":[{"aggregateStated":false,"aggregateUnit":"kWh","aggregateUsage":"60000","annualUsage":"60000","billing":null,"commodity":"electric",)"
            R"("customerClass":"commercial","estimatedAnnualCost":"3972.00","estimatedTermCost":"7944.00","expiresAt":"2026-11-24T23:00:00Z",)"
            R"("greenPercent":"12.5","lineId":"qln_0000000000e008000000000004","price":"0.06620","priceUnit":"$/kWh","product":"Fixed",)"
            R"("rateClass":"Small Load","sealedSha256":")" + quote.lines[0].sealed_sha256 + R"(","serviceAddress":null,"siteReference":null,"source":"rate",)"
            R"("sourceId":"rat_1","startMonth":"2027-03","state":"IL","supplier":"prairie-crown","termMonths":24,"usageBand":{"maxExclusive":"75",)"
            R"("maxIncluded":false,"min":"0","unit":"MWh"},"usageUnit":"kWh","utility":"comed","zone":null}],"partnerId":"prt_0000000000e008000000000002",)"
            R"("quoteId":"quo_0000000000e008000000000001","supersedes":null,"yourReference":null})");
}

// Recomputed with Python's hashlib over the two texts above.
TEST(QuoteForm, TheHashesAreThese) {
  Quote quote = sample();
  seal_quote(quote, Sha256());
  EXPECT_EQ(quote.lines[0].sealed_sha256, "6b255da4a3dbbd5a117c2e2a82db48e69d370e23e76dae1d2ac2df693e2fa0c1");
  EXPECT_EQ(quote.hash, "94472abf0ee82bd7671659850441e7c1df8a3d043d6e8f98854159aee86ce36f");
}

TEST(QuoteForm, AnythingThatChangesChangesTheHash) {
  const auto hash_of = [](const std::function<void(Quote&)>& change) {
    Quote quote = sample();
    change(quote);
    seal_quote(quote, Sha256());
    return quote.hash;
  };
  const std::string whole = hash_of([](Quote&) {});
  EXPECT_NE(hash_of([](Quote& quote) { quote.lines[0].stack.house_fee_micros = 1; }), whole);
  EXPECT_NE(hash_of([](Quote& quote) { quote.lines[0].nonce[0] = '1'; }), whole);
  EXPECT_NE(hash_of([](Quote& quote) { quote.lines[0].facts.cell = "H3"; }), whole);
  EXPECT_NE(hash_of([](Quote& quote) { quote.customer_name = ""; }), whole);
  EXPECT_NE(hash_of([](Quote& quote) { quote.expires_at = quote.created_at; }), whole);
  EXPECT_NE(hash_of([](Quote& quote) { quote.lines.push_back(quote.lines[0]); }), whole);
}

TEST(CanonicalJson, EscapesAsRfc8785Has) {
  EXPECT_EQ(canonical_text("\x01\b\t\n\f\r\"\\/\x7f\xc3\xa9"), "\"\\u0001\\b\\t\\n\\f\\r\\\"\\\\/\x7f\xc3\xa9\"");
  EXPECT_EQ(CanonicalObject().integer("b", -7).truth("a", true).null("c").word("d", "").raw("B", "[1]").json(), R"({"B":[1],"a":true,"b":-7,"c":null,"d":null})");
}

TEST(QuoteForm, PricesKeepTheirDecimalsAndMoreWhereTheyHaveThem) {
  EXPECT_EQ(price_text(66'200, 5), "0.06620");
  EXPECT_EQ(price_text(66'234, 5), "0.066234");
  EXPECT_EQ(price_text(70'360'000, 2), "70.36");
  EXPECT_EQ(price_text(-2'500, 5), "-0.00250");
  EXPECT_EQ(price_text(5'000'000, 0), "5");
}

}  // namespace
}  // namespace switchyard::pricing
