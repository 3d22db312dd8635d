#include "documents/random_record_fake.hpp"

#include <array>

namespace switchyard::documents {
namespace {

int pick(std::mt19937_64& random, int count) { return static_cast<int>(random() % static_cast<std::uint64_t>(count)); }

std::string words(std::mt19937_64& random, const RandomShape& shape) {
  constexpr std::array<std::string_view, 24> kWords{"Brightwater",
                                                    "Cold",
                                                    "Storage",
                                                    "of",
                                                    "the",
                                                    "Northern",
                                                    "Industrial",
                                                    "Park",
                                                    "and",
                                                    "Sons,",
                                                    "LLC",
                                                    "4100",
                                                    "Long Winding Road",
                                                    "Suite 12-B",
                                                    "O'Neill-Fernández",
                                                    "Łódź",
                                                    "株式会社東京エネルギー",
                                                    "شركة الطاقة المتحدة",
                                                    "חברת החשמל",
                                                    "한국전력",
                                                    "Энергия",
                                                    "Ελλάς",
                                                    "北京能源",
                                                    "Zürich"};
  std::string text;
  const auto count = pick(random, 6) == 0 ? 30 + pick(random, 60) : 1 + pick(random, 7);
  for (int at = 0; at < count; ++at) {
    if (at > 0) text += ' ';
    if (shape.long_words && pick(random, 25) == 0) {
      text += std::string(static_cast<std::size_t>(20 + pick(random, 50)), 'W');
    } else {
      text += kWords[static_cast<std::size_t>(pick(random, shape.other_scripts ? 24 : 15))];
    }
  }
  return text;
}

void put(Record& record, const Variable& variable, std::mt19937_64& random, const RandomShape& shape) {
  if (variable.optional && variable.type != VariableType::list && pick(random, 3) == 0) return;
  const auto& name = variable.name;
  switch (variable.type) {
    case VariableType::text:
      record.text(name, words(random, shape));
      return;
    case VariableType::secret:
      record.secret(name, Secret("12-345" + std::to_string(1000 + pick(random, 9000))));
      return;
    case VariableType::decimal:
      record.decimal(name, Decimal::from_parts(pick(random, 2'000'000'000), pick(random, 6)).value());
      return;
    case VariableType::money:
      record.money(name, Money::from_cents(static_cast<std::int64_t>(random() % 10'000'000'000)));
      return;
    case VariableType::date:
      record.date(name, Date::from_days(20'000 + pick(random, 2'000)));
      return;
    case VariableType::month:
      record.month(name, Date::from_days(20'000 + pick(random, 2'000)).month_of());
      return;
    case VariableType::flag:
      record.flag(name, pick(random, 2) == 0);
      return;
    case VariableType::image:
      record.image(name, {png_fake()});
      return;
    case VariableType::list: {
      Rows rows;
      const auto count = pick(random, shape.rows_max + 1);
      for (int at = 0; at < count; ++at) rows.push_back(random_record(variable.fields, random, shape));
      record.rows(name, std::move(rows));
      return;
    }
  }
}

}  // namespace

std::string png_fake() {
  // 48 by 16 pixels of a checkered flag.
  static constexpr unsigned char kBytes[] = {
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
      0x00, 0x30, 0x00, 0x00, 0x00, 0x10, 0x08, 0x02, 0x00, 0x00, 0x00, 0xdf, 0xcc, 0x6b, 0xe6, 0x00, 0x00, 0x00,
      0x2f, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0xf8, 0xb0, 0x45, 0x03, 0x2b, 0x92, 0x8b, 0x5a, 0x80, 0x15,
      0xd1, 0x5a, 0x3d, 0xc3, 0xa8, 0x83, 0x46, 0x1d, 0x34, 0xea, 0xa0, 0x11, 0xe7, 0xa0, 0x81, 0xb2, 0x18, 0x97,
      0xfa, 0x51, 0x07, 0x8d, 0x3a, 0x68, 0xd4, 0x41, 0x23, 0xce, 0x41, 0x00, 0x48, 0xd9, 0x56, 0x3d, 0xb6, 0x90,
      0x79, 0xb1, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

Record random_record(const std::vector<Variable>& variables, std::mt19937_64& random, const RandomShape& shape) {
  Record record;
  for (const auto& variable : variables) put(record, variable, random, shape);
  return record;
}

}  // namespace switchyard::documents
