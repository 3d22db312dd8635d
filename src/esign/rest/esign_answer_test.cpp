#include "esign/rest/esign_answer.hpp"

#include <gtest/gtest.h>

#include "esign/rest/call_limits.hpp"
#include "esign/rest/wire_query.hpp"

namespace switchyard::esign {
namespace {

TEST(EsignAnswer, ARefusalIsSaidInDocuSignsWords) {
  const http::Response response = refusal(Error{ErrorKind::conflict, "ENVELOPE_CANNOT_VOID_INVALID_STATE", "Only envelopes in the 'Sent' or 'Delivered' states may be voided."});
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body, R"({"errorCode":"ENVELOPE_CANNOT_VOID_INVALID_STATE","message":"Only envelopes in the 'Sent' or 'Delivered' states may be voided."})");
}

TEST(EsignAnswer, TheEdgesOwnRefusalIsSaidInTheseWordsToo) {
  http::Response response = http::problem_with_status(413, Error{ErrorKind::too_large, "body_too_large", "The body is too large."}, "r1");
  reshape_problem(response);
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(response.content_type, "application/json");
  EXPECT_EQ(response.body, R"({"errorCode":"REQUEST_BODY_TOO_LARGE","message":"The body is too large."})");
}

TEST(CallLimits, EndTheHourAndTheBurstEachByItsOwnCode) {
  CallLimits limits({.hourly_max = 3, .burst_max = 2});
  const Instant now = *Instant::parse("2026-11-24T08:00:10Z");
  EXPECT_FALSE(limits.take("a", now).refused);
  EXPECT_FALSE(limits.take("a", now).refused);
  EXPECT_EQ(limits.take("a", now).refused->code, "BURST_APIINVOCATION_LIMIT_EXCEEDED");
  EXPECT_EQ(limits.take("a", now + Duration::seconds(30)).refused->code, "HOURLY_APIINVOCATION_LIMIT_EXCEEDED");
  EXPECT_FALSE(limits.take("b", now).refused);
  const auto standing = limits.take("a", now + Duration::hours(1));
  EXPECT_FALSE(standing.refused);
  EXPECT_EQ(standing.resets_at_unix_seconds, Instant::parse("2026-11-24T10:00:00Z")->unix_seconds());
}

TEST(WireQuery, AListComesAsRepeatedKeysOrApartByCommas) {
  http::Request request;
  request.query = "envelope_ids=a&envelope_ids=b,c&include=undefined&from_date=2026-11-23T08:28:12.638Z";
  const auto query = *WireQuery::of(request);
  EXPECT_EQ(query.list("envelope_ids"), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(query.list("include").empty());
  EXPECT_EQ((*query.time("from_date"))->text(), "2026-11-23T08:28:12.638Z");
  EXPECT_EQ(query.number("count", 100, 1, 1000).value(), 100);
}

}  // namespace
}  // namespace switchyard::esign
