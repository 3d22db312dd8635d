// `switchyard terms list|set|close`: what partners may sell and at what.
#pragma once

#include <string>

#include "app/commands/command.hpp"

namespace CLI {
class App;
}

namespace switchyard::app {

struct TermsOptions {
  std::string environment;
  std::string kind;         // supplier, margin_policy, house_fee or entitlement.
  std::string partner;      // Empty: every one; so the others.
  std::string supplier;
  std::string commodity;
  std::string state;
  std::string utility;
  std::string from;         // RFC 3339; empty: now.
  std::string until;
  std::string margin_min;   // Dollars a unit; so the others.
  std::string margin_max;
  std::string margin_step;
  std::string margin_default;
  std::string gross_up;     // none, on_fee or on_total.
  std::string factor;
  std::string share_tiers;  // "0:1;0.007:0.5"
  std::string realized_max;
  std::string house_fee;
  std::string agent_code;
  std::string license;
  std::string reason;
  bool all = false;         // Of list: also what is over.
  bool reference = false;   // Of list: what comes with the product.
};
int list_price_terms(const CommonOptions& common, const TermsOptions& options);
int set_price_terms(const CommonOptions& common, const TermsOptions& options);
// The id tells the environment.
int close_price_terms(const CommonOptions& common, const std::string& terms_id, const std::string& at, const std::string& reason);

void add_price_terms_commands(CLI::App& root, Chosen& chosen);

}  // namespace switchyard::app
