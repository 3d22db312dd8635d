// What a template's variables stand for in one document: named, typed values. Built by the business modules, read by render().
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/money.hpp"
#include "values/secret.hpp"

namespace switchyard::documents {

// A picture: the bytes of a PNG. Empty bytes are "no picture".
struct Image {
  std::string png;
};

// Text that is printed in the document and nowhere else: no error, log or description of a Record shows it.
// Shared because a Record is copied into rows; what it points to never changes.
using SealedText = std::shared_ptr<const Secret>;

class Record;
using Rows = std::vector<Record>;

// Printed in the language of the template: a Money as $3,972.00, a Decimal with its own decimals and grouped thousands (60,000; 0.06620),
// a Date as "November 24, 2026". A text may hold line breaks; nothing in it is ever markup.
using Value = std::variant<std::string, Decimal, Money, Date, Month, bool, SealedText, Image, Rows>;

// Names are those that the template declares ("customer.legalName"). A name set twice keeps the later value. An empty text, picture or
// list is as one that was not set. Not thread-safe while it is written; const use from any thread.
class Record {
 public:
  Record& text(std::string_view name, std::string value);
  Record& decimal(std::string_view name, Decimal value);
  Record& money(std::string_view name, Money value);
  Record& date(std::string_view name, Date value);
  Record& month(std::string_view name, Month value);
  Record& flag(std::string_view name, bool value);
  Record& secret(std::string_view name, Secret value);
  Record& image(std::string_view name, Image value);
  Record& rows(std::string_view name, Rows value);

  // Null where there is none. Valid until the record changes.
  [[nodiscard]] const Value* find(std::string_view name) const;
  // In order of name.
  [[nodiscard]] std::vector<std::string_view> names() const;

 private:
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace switchyard::documents
