// A database that fails at the n-th statement that writes: what a crash, a full disk or a lost connection leaves behind.
#pragma once

#include "ports/database.hpp"

namespace switchyard::pricing {

class FailingDatabase final : public Database {
 public:
  // `fails_at` counts statements from 1 within one transaction; 0 never fails.
  explicit FailingDatabase(Database& inner) : inner_(inner) {}
  void fail_at(int statement) { fails_at_ = statement; }
  // Whether the last write got as far as the failure.
  [[nodiscard]] bool failed() const { return failed_; }

  void read(const std::function<void(SqlReader&)>& work) override { inner_.read(work); }
  void write(const std::function<bool(SqlTransaction&)>& work) override {
    failed_ = false;
    inner_.write([&](SqlTransaction& transaction) {
      Failing failing(transaction, fails_at_, failed_);
      return work(failing);
    });
  }
  std::vector<std::string> migrate(std::span<const Migration> migrations) override { return inner_.migrate(migrations); }
  std::vector<std::string> pending(std::span<const Migration> migrations) override { return inner_.pending(migrations); }
  std::shared_ptr<void> listen(std::string_view channel, std::function<void(std::string_view)> heard) override {
    return inner_.listen(channel, std::move(heard));
  }
  void backup_to(const std::string& file) override { inner_.backup_to(file); }

 private:
  class Failing final : public SqlTransaction {
   public:
    Failing(SqlTransaction& inner, int fails_at, bool& failed) : inner_(inner), left_(fails_at), failed_(failed) {}
    using SqlTransaction::execute;
    using SqlReader::query;
    void query(std::string_view sql, std::span<const SqlValue> values, const std::function<void(const SqlRow&)>& each) override {
      inner_.query(sql, values, each);
    }
    std::int64_t execute(std::string_view sql, std::span<const SqlValue> values) override {
      step();
      return inner_.execute(sql, values);
    }
    void execute_many(std::string_view sql, std::span<const std::vector<SqlValue>> rows) override {
      step();
      inner_.execute_many(sql, rows);
    }
    void notify(std::string_view channel, std::string_view payload) override {
      step();
      inner_.notify(channel, payload);
    }

   private:
    void step() {
      if (left_ == 0 || --left_ > 0) return;
      failed_ = true;
      throw DatabaseError("the disk is full");
    }

    SqlTransaction& inner_;
    int left_;
    bool& failed_;
  };

  Database& inner_;
  int fails_at_ = 0;
  bool failed_ = false;
};

}  // namespace switchyard::pricing
