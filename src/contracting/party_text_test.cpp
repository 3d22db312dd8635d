#include "contracting/party_text.hpp"

#include <gtest/gtest.h>

#include "contracting/customers/tax_id.hpp"
#include "contracting/id_list.hpp"
#include "contracting/page.hpp"
#include "contracting/us_address.hpp"
#include "market/loaded_market.hpp"

namespace switchyard::contracting {
namespace {

std::string phone(std::string_view given) {
  std::vector<FieldError> refusals;
  const std::string text = FieldCheck("", refusals).phone("phone", given);
  return refusals.empty() ? text : refusals[0].code;
}

std::string email(std::string_view given) {
  std::vector<FieldError> refusals;
  const std::string text = FieldCheck("", refusals).email("email", given);
  return refusals.empty() ? text : refusals[0].code;
}

std::string tax_id(TaxIdKind kind, const std::string& given) {
  const auto number = normalized_tax_id({kind, Secret(given)});
  return number ? std::string(number->reveal()) : number.error().code;
}

TEST(PartyText, PhonesAreKeptAsE164) {
  EXPECT_EQ(phone("(312) 555-0142"), "+13125550142");
  EXPECT_EQ(phone("1.312.555.0142"), "+13125550142");
  EXPECT_EQ(phone("+1 312 555 0142"), "+13125550142");
  EXPECT_EQ(phone("+44 20 7946 0018"), "+442079460018");
  EXPECT_EQ(phone(" "), "");
  for (const char* wrong : {"555-0142", "112 555 0142", "312 155 0142", "312 555 0142 x9", "+44 20", "++13125550142"}) EXPECT_EQ(phone(wrong), "phone_invalid") << wrong;
}

TEST(PartyText, EmailsHaveOneDomain) {
  EXPECT_EQ(email(" Ana.Ruiz@Bread.Example "), "Ana.Ruiz@bread.example");
  EXPECT_EQ(email("j\u00f6rg@b\u00e4cker.example"), "j\u00f6rg@b\u00e4cker.example");
  for (const char* wrong : {"ana", "ana@bread", "@bread.example", "ana@@bread.example", "a na@bread.example", "ana@bread..example", "ana@.example", "<ana@bread.example>",
                            "ana@bread.example\nBcc: x@y.example"}) {
    EXPECT_EQ(email(wrong), "email_invalid") << wrong;
  }
  EXPECT_EQ(email(std::string(65, 'a') + "@bread.example"), "email_invalid");
}

TEST(PartyText, TextIsWellFormedWithoutControlCharacters) {
  EXPECT_TRUE(is_plain_text("Caf\u00e9 \u6771\u4eac"));
  EXPECT_TRUE(is_plain_text("two\nlines", true));
  for (const char* wrong : {"two\nlines", "\x7f", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe0\x80\x80"}) EXPECT_FALSE(is_plain_text(wrong));
}

TEST(TaxIds, AreNineDigitsThatAreGiven) {
  EXPECT_EQ(tax_id(TaxIdKind::ein, "36-5551234"), "365551234");
  EXPECT_EQ(tax_id(TaxIdKind::ssn, "123-45-6789"), "123456789");
  for (const char* wrong : {"36-555123", "36-55512345", "00-5551234", "36x5551234", ""}) EXPECT_EQ(tax_id(TaxIdKind::ein, wrong), "tax_id_invalid") << wrong;
  for (const char* wrong : {"000-45-6789", "666-45-6789", "912-45-6789", "123-00-6789", "123-45-0000"}) EXPECT_EQ(tax_id(TaxIdKind::ssn, wrong), "tax_id_invalid") << wrong;
  EXPECT_EQ(normalized_tax_id({TaxIdKind::ein, Secret("36-555123")}).error().message.find("555"), std::string::npos);
  EXPECT_EQ(printed_tax_id(TaxIdKind::ssn, Secret("123456789")).reveal(), "123-45-6789");
}

TEST(Pages, AreOfOneEndWithinLimits) {
  EXPECT_EQ(parse_page({})->size, 25);
  EXPECT_EQ(parse_page({.first = 100})->size, 100);
  EXPECT_TRUE(parse_page({.last = 1})->backward);
  EXPECT_EQ(parse_page({.first = 0})->size, 0);
  EXPECT_EQ(parse_page({.first = 101}).error().fields[0], (FieldError{"first", "page_size_out_of_range", "must be 0 to 100"}));
  EXPECT_EQ(parse_page({.last = -1}).error().fields[0].pointer, "last");
  EXPECT_EQ(parse_page({.first = 1, .last = 1}).error().code, "first_and_last");
  EXPECT_EQ(parse_page({.before = "!"}).error().fields[0].pointer, "before");
  EXPECT_EQ(parse_page({.after = std::string(kCursorSizeMax + 1, 'A')}).error().code, "cursor_invalid");
}

TEST(Addresses, LieInTheStateOfTheirZip) {
  const auto market = market::embedded_market();
  const auto refused = [&](const std::string& state, const std::string& zip) {
    std::vector<FieldError> refusals;
    (void)checked_address({.line1 = "1 Main St", .city = "X", .state = state, .zip = zip}, "/a", *market, refusals);
    return refusals.empty() ? std::string() : refusals[0].code;
  };
  EXPECT_EQ(refused("IL", "60614"), "");
  EXPECT_EQ(refused("NY", "60614"), "zip_state_mismatch");
  EXPECT_EQ(refused("NY", "06390"), "");
  EXPECT_EQ(refused("CT", "06101-0001"), "");
  EXPECT_EQ(refused("XX", "60614"), "state_unknown");
}

// Counts statements without a database.
class CountedReader final : public SqlReader {
 public:
  using SqlReader::query;
  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>&) override {
    last_sql = sql;
    sizes.push_back(values.size());
  }
  std::string last_sql;
  std::vector<std::size_t> sizes;
};

TEST(IdLists, AreOneStatementUpToAThousand) {
  static const IdListQuery kQuery("SELECT id FROM things WHERE owner = $1 AND id IN ({ids})", 1);
  const auto statements = [](std::size_t count) {
    CountedReader reader;
    kQuery.run(reader, {SqlValue(std::int64_t{1})}, std::vector<std::string>(count, "x"), [](const SqlRow&) {});
    return reader.sizes;
  };
  using Sizes = std::vector<std::size_t>;
  EXPECT_EQ(statements(0), Sizes{});
  EXPECT_EQ(statements(1), (Sizes{2}));
  EXPECT_EQ(statements(11), (Sizes{101}));
  EXPECT_EQ(statements(1000), (Sizes{1001}));
  EXPECT_EQ(statements(1001), (Sizes{1001, 2}));
}

}  // namespace
}  // namespace switchyard::contracting
