// One list of columns for a struct, walked by what names, writes and reads them, so that the three cannot differ.
//
//   template <class Visit, class Row> void visit_note(Visit& visit, Row& note) { visit("id", note.id); visit("text", note.text); … }
//
// For stores alone.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/us_address.hpp"
#include "ports/database.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

// The names, as an INSERT, an UPDATE ("name = $N") and a SELECT need them. Parameters count from 1 in order of the walk.
class ColumnNames {
 public:
  template <class T>
  void operator()(std::string_view name, const T&) { add(name); }
  template <class T, class Parse>
  void word(std::string_view name, const T&, Parse) { add(name); }
  void reference(std::string_view name, const std::string&) { add(name); }
  template <class T>  // Energy or std::optional<Energy>.
  void energy(std::string_view amount, std::string_view unit, const T&) { add(amount), add(unit); }
  void address(std::string_view prefix, const UsAddress&) { add_address(prefix); }
  void address(std::string_view prefix, const std::optional<UsAddress>&) { add_address(prefix); }

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::string list(std::string_view table_alias = {}) const;  // "id, text" or "t.id, t.text"
  [[nodiscard]] std::string parameters() const;                             // "$1, $2"
  [[nodiscard]] std::string assignments() const;                            // "id = $1, text = $2"

 private:
  void add(std::string_view name) { names_.emplace_back(name); }
  void add_address(std::string_view prefix);
  std::vector<std::string> names_;
};

// The bound values. Views into the row and into texts that it keeps itself: it and the row must outlive the statement.
class ColumnValues {
 public:
  ColumnValues() = default;
  ColumnValues(const ColumnValues&) = delete;
  ColumnValues& operator=(const ColumnValues&) = delete;

  void operator()(std::string_view, const std::string& text) { values.emplace_back(std::string_view(text)); }
  void operator()(std::string_view, std::int64_t number) { values.emplace_back(number); }
  void operator()(std::string_view, bool truth) { values.emplace_back(std::int64_t{truth}); }
  void operator()(std::string_view, Instant instant) { values.emplace_back(instant.unix_ms()); }
  void operator()(std::string_view, Date date) { values.emplace_back(std::int64_t{date.days()}); }
  void operator()(std::string_view, Month month) { values.emplace_back(std::int64_t{month.index()}); }
  template <class Tag>
  void operator()(std::string_view, const Id<Tag>& id) { values.emplace_back(keep(id.text())); }
  template <class T>
  void operator()(std::string_view name, const std::optional<T>& value) {
    if (value) return (*this)(name, *value);
    values.emplace_back(nullptr);
  }
  template <class T, class Parse>
  void word(std::string_view, const T& value, Parse) { values.emplace_back(text_of(value)); }
  // A text that is NULL where it is empty.
  void reference(std::string_view, const std::string& text) { values.emplace_back(text.empty() ? SqlValue(nullptr) : SqlValue(std::string_view(text))); }
  void energy(std::string_view, std::string_view, const std::optional<Energy>& energy);
  void energy(std::string_view, std::string_view, const Energy& energy);
  void address(std::string_view, const UsAddress& address);
  void address(std::string_view, const std::optional<UsAddress>& address);

  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  std::vector<SqlValue> values;

 private:
  std::deque<std::string> kept_;
};

// What a store wrote reads back; anything else is a bug, or a hand in the table: it throws.
class ColumnReading {
 public:
  explicit ColumnReading(const SqlRow& row, int first_column = 0) : row_(row), column_(first_column) {}

  void operator()(std::string_view, std::string& text) { text = row_.text(next()); }
  void operator()(std::string_view, std::int64_t& number) { number = row_.integer(next()); }
  void operator()(std::string_view, bool& truth) { truth = row_.integer(next()) != 0; }
  void operator()(std::string_view, Instant& instant) { instant = Instant::from_unix_ms(row_.integer(next())); }
  void operator()(std::string_view, Date& date) { date = Date::from_days(static_cast<std::int32_t>(row_.integer(next()))); }
  void operator()(std::string_view, Month& month) { month = Month::from_index(static_cast<std::int32_t>(row_.integer(next()))); }
  template <class Tag>
  void operator()(std::string_view, Id<Tag>& id) { id = Id<Tag>::parse(row_.text(next())).value(); }
  template <class T>
  void operator()(std::string_view name, std::optional<T>& value) {
    if (row_.is_null(column_)) {
      value.reset();
      ++column_;
      return;
    }
    (*this)(name, value.emplace(blank<T>()));
  }
  template <class T, class Parse>
  void word(std::string_view, T& value, Parse parse) { value = parse(row_.text(next())).value(); }
  void reference(std::string_view, std::string& text) { text = row_.text_or_null(next()).value_or(""); }
  void energy(std::string_view, std::string_view, std::optional<Energy>& energy);
  void energy(std::string_view, std::string_view, Energy& energy);
  void address(std::string_view, UsAddress& address);
  void address(std::string_view, std::optional<UsAddress>& address);

  [[nodiscard]] int column() const { return column_; }

 private:
  template <class T>
  static T blank() {
    if constexpr (std::is_constructible_v<T, Uuid>) return T(Uuid{});
    else return T{};
  }
  int next() { return column_++; }

  const SqlRow& row_;
  int column_;
};

}  // namespace switchyard::contracting
