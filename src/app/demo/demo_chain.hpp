// The whole chain, driven as a partner's programmer would over HTTP and told step by step: prices of the workbooks, a quote, a contract for two meters, signed,
// submitted; one account accepted, the other rejected with A76, fixed, accepted; energy flows; each webhook verified.
#pragma once

#include <functional>
#include <string>

#include "app/demo/demo_credentials.hpp"
#include "ports/random.hpp"

namespace switchyard::app {

struct ChainOptions {
  std::string url;                       // Of the server, without a slash at its end.
  std::string data_directory;            // Where the demo's credentials and its endpoint's secret are.
  DemoCredentials partner;
};

// One line for people. `say` is called from this thread.
using Say = std::function<void(const std::string& line)>;

// Until energy flows at both meters, for at most two minutes. Each run has meters of its own. Refused with what the server refused.
Result<void> run_demo_chain(const ChainOptions& options, Random& random, const Say& say);

}  // namespace switchyard::app
