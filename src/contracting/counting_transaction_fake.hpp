// Counts the statements that pass: what a read costs must not grow with its rows. For tests.
#pragma once

#include "ports/database.hpp"

namespace switchyard::contracting {

class CountingTransaction final : public SqlTransaction {
 public:
  explicit CountingTransaction(SqlTransaction& inner) : inner_(inner) {}

  using SqlTransaction::execute;
  using SqlTransaction::query;
  void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) override {
    ++count;
    inner_.query(sql, values, each);
  }
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> values) override {
    ++count;
    return inner_.execute(sql, values);
  }
  void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) override {
    ++count;
    inner_.execute_many(sql, rows);
  }
  void notify(std::string_view channel, std::string_view payload) override { inner_.notify(channel, payload); }

  int count = 0;

 private:
  SqlTransaction& inner_;
};

}  // namespace switchyard::contracting
