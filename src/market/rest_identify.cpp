// POST /v1/utilities/identify: which utilities an account number may be of. Candidates with their verdicts, never a guess; the number
// comes in a body, and is neither kept, logged nor said again.
#include <algorithm>

#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "market/rest_market.hpp"
#include "market/zip_index.hpp"

namespace switchyard::market {
namespace {

struct Question {
  std::string number;
  std::optional<Commodity> commodity;
  std::optional<std::string> zip;
  std::optional<std::string> state;
};

struct Candidate {
  const Utility* utility;
  AccountNumberCheck check;
};

Result<std::string> parse_state(std::string_view text) {
  const bool is_state = text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_state) return std::string(text);
  return Error{.kind = ErrorKind::invalid, .code = "invalid_state", .message = "A state is two capital letters, such as OH."};
}

bool is_at_zip(const LoadedMarket& market, const Utility& utility, const std::string& zip) {
  const ZipCandidates served = market.utilities_of_zip(zip, utility.commodity);
  return std::ranges::find(served.utility_codes, utility.code) != served.utility_codes.end();
}

// Those whose form the number has, then those of whose form nothing is known; each in order of their codes.
std::vector<Candidate> candidates_of(const LoadedMarket& market, const Question& question) {
  std::vector<Candidate> out;
  for (const Utility& utility : market.utilities()) {
    if (question.commodity && utility.commodity != *question.commodity) continue;
    if (question.state && utility.state != *question.state) continue;
    if (question.zip && !is_at_zip(market, utility, *question.zip)) continue;
    AccountNumberCheck check = check_account_number(utility, question.number);
    if (check.verdict != AccountVerdict::invalid) out.push_back({&utility, std::move(check)});
  }
  std::ranges::stable_sort(out, {}, [](const Candidate& candidate) { return std::pair(candidate.check.verdict, candidate.utility->code); });
  return out;
}

}  // namespace

http::Response identify_utilities(const LoadedMarket& market, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  const Question question{.number = body->object().text("accountNumber", {.size_min = 1, .size_max = kAccountNumberSizeMax}),
                          .commodity = body->object().optional("commodity", parse_commodity),
                          .zip = body->object().optional("zip", parse_zip),
                          .state = body->object().optional("state", parse_state)};
  if (auto sound = body->finish(); !sound) return http::problem(sound.error(), request);
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Candidate& candidate : candidates_of(market, question)) {
    const Utility& utility = *candidate.utility;
    json.begin_object().member("utility", utility.code).member("name", utility.name).member("state", utility.state).plain_member("commodity", text_of(utility.commodity));
    json.plain_member("verdict", text_of(candidate.check.verdict)).member("kind", candidate.check.kind).end_object();
  }
  json.end_array().key("nextCursor").null().end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("cache-control", "no-store");
  return response;
}

}  // namespace switchyard::market
