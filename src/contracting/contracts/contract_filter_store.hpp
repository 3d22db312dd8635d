// The conditions that lists, counts and exports of contracts share, and the values that they bind. For stores alone.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "contracting/contracts/contract_reads.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kContractConditionValues = 37;
// " WHERE …" on the alias c, with parameters $1 … $37.
[[nodiscard]] const std::string& contract_conditions();

// It must outlive the statement.
class ContractConditions {
 public:
  ContractConditions(const access::PartnerId& partner, const ContractFilter& filter);
  ContractConditions(const ContractConditions&) = delete;
  ContractConditions& operator=(const ContractConditions&) = delete;
  [[nodiscard]] std::span<const SqlValue> values() const { return values_; }

 private:
  std::string partner_;
  std::string customer_;
  std::string pattern_;
  std::vector<SqlValue> values_;
};

}  // namespace switchyard::contracting
