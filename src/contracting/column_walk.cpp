#include "contracting/column_walk.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 5> kAddressParts = {"line1", "line2", "city", "state", "zip"};

}  // namespace

void ColumnNames::add_address(std::string_view prefix) {
  for (const std::string_view part : kAddressParts) names_.push_back(fmt::format("{}_{}", prefix, part));
}

std::string ColumnNames::list(std::string_view table_alias) const {
  std::string text;
  for (const std::string& name : names_) text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", table_alias, table_alias.empty() ? "" : ".", name);
  return text;
}

std::string ColumnNames::parameters() const {
  std::string text;
  for (std::size_t i = 1; i <= names_.size(); ++i) text += fmt::format("{}${}", i == 1 ? "" : ", ", i);
  return text;
}

std::string ColumnNames::assignments() const {
  std::string text;
  for (std::size_t i = 0; i < names_.size(); ++i) text += fmt::format("{}{} = ${}", i == 0 ? "" : ", ", names_[i], i + 1);
  return text;
}

void ColumnValues::energy(std::string_view, std::string_view, const std::optional<Energy>& energy) {
  values.emplace_back(energy ? SqlValue(energy->milli_units()) : SqlValue(nullptr));
  values.emplace_back(energy ? SqlValue(text_of(energy->unit())) : SqlValue(nullptr));
}

void ColumnValues::energy(std::string_view, std::string_view, const Energy& energy) {
  values.emplace_back(energy.milli_units());
  values.emplace_back(text_of(energy.unit()));
}

void ColumnValues::address(std::string_view, const UsAddress& address) {
  for (const std::string* part : {&address.line1, &address.line2, &address.city, &address.state, &address.zip}) values.emplace_back(std::string_view(*part));
}

void ColumnValues::address(std::string_view prefix, const std::optional<UsAddress>& address) {
  if (address) return this->address(prefix, *address);
  values.insert(values.end(), kAddressParts.size(), SqlValue(nullptr));
}

void ColumnReading::energy(std::string_view, std::string_view, std::optional<Energy>& energy) {
  const auto milli = row_.integer_or_null(next());
  const auto unit = row_.text_or_null(next());
  energy = milli && unit ? std::optional(Energy::from_milli(*milli, parse_energy_unit(*unit).value())) : std::nullopt;
}

void ColumnReading::energy(std::string_view, std::string_view, Energy& energy) {
  const std::int64_t milli = row_.integer(next());
  energy = Energy::from_milli(milli, parse_energy_unit(row_.text(next())).value());
}

void ColumnReading::address(std::string_view, UsAddress& address) {
  for (std::string* part : {&address.line1, &address.line2, &address.city, &address.state, &address.zip}) *part = row_.text(next());
}

void ColumnReading::address(std::string_view prefix, std::optional<UsAddress>& address) {
  address.reset();
  if (!row_.is_null(column_)) return this->address(prefix, address.emplace());
  column_ += static_cast<int>(kAddressParts.size());
}

}  // namespace switchyard::contracting
