#include "http/response.hpp"

#include <gtest/gtest.h>

namespace switchyard::http {
namespace {

TEST(Response, AProblemHasWhatRfc9457WantsAndTheFields) {
  Request request;
  request.request_id = "req-1";
  const Error error{ErrorKind::invalid, "unknown_parameter", "The parameter colour is not known.", {{"colour", "unknown_parameter", "is not known"}}};
  const Response response = problem(error, request);
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(response.body,
            R"({"type":"/docs/errors#unknown_parameter","title":"Unknown parameter","status":400,)"
            R"("detail":"The parameter colour is not known.","code":"unknown_parameter",)"
            R"("errors":[{"pointer":"colour","code":"unknown_parameter","detail":"is not known"}],"requestId":"req-1"})");
}

TEST(Response, EachKindOfErrorHasItsStatus) {
  EXPECT_EQ(status_of(ErrorKind::invalid), 400);
  EXPECT_EQ(status_of(ErrorKind::unauthenticated), 401);
  EXPECT_EQ(status_of(ErrorKind::forbidden), 403);
  EXPECT_EQ(status_of(ErrorKind::not_found), 404);
  EXPECT_EQ(status_of(ErrorKind::conflict), 409);
  EXPECT_EQ(status_of(ErrorKind::too_large), 413);
  EXPECT_EQ(status_of(ErrorKind::unsupported), 415);
  EXPECT_EQ(status_of(ErrorKind::unprocessable), 422);
  EXPECT_EQ(status_of(ErrorKind::rate_limited), 429);
  EXPECT_EQ(status_of(ErrorKind::unavailable), 503);
}

TEST(Response, A503SaysWhenToRetryAndA401HowToSignIn) {
  const auto unavailable = problem(Error{ErrorKind::unavailable, "database_unavailable", ""}, Request());
  EXPECT_EQ(unavailable.headers.back(), (std::pair<std::string, std::string>("retry-after", "1")));
  const auto unauthenticated = problem(Error{ErrorKind::unauthenticated, "token_expired", ""}, Request());
  EXPECT_EQ(unauthenticated.headers.back(), (std::pair<std::string, std::string>("www-authenticate", "Bearer")));
}

TEST(Response, SettingAHeaderTwiceKeepsTheLast) {
  Response response;
  response.set_header("etag", "\"a\"");
  response.set_header("etag", "\"b\"");
  EXPECT_EQ(response.headers, (Headers{{"etag", "\"b\""}}));
}

}  // namespace
}  // namespace switchyard::http
