#include "documents/binding.hpp"

#include <utility>

namespace switchyard::documents {
namespace {

Record& put(Record& record, std::map<std::string, Value, std::less<>>& values, std::string_view name, Value value) {
  values.insert_or_assign(std::string(name), std::move(value));
  return record;
}

}  // namespace

Record& Record::text(std::string_view name, std::string value) { return put(*this, values_, name, std::move(value)); }
Record& Record::decimal(std::string_view name, Decimal value) { return put(*this, values_, name, value); }
Record& Record::money(std::string_view name, Money value) { return put(*this, values_, name, value); }
Record& Record::date(std::string_view name, Date value) { return put(*this, values_, name, value); }
Record& Record::month(std::string_view name, Month value) { return put(*this, values_, name, value); }
Record& Record::flag(std::string_view name, bool value) { return put(*this, values_, name, value); }
Record& Record::image(std::string_view name, Image value) { return put(*this, values_, name, std::move(value)); }
Record& Record::rows(std::string_view name, Rows value) { return put(*this, values_, name, std::move(value)); }

Record& Record::secret(std::string_view name, Secret value) {
  return put(*this, values_, name, std::make_shared<const Secret>(std::move(value)));
}

const Value* Record::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

std::vector<std::string_view> Record::names() const {
  std::vector<std::string_view> names;
  for (const auto& [name, value] : values_) names.push_back(name);
  return names;
}

}  // namespace switchyard::documents
