#include "access/client_assertion.hpp"

#include "access/access_fixture_fake.hpp"

namespace switchyard::access {
namespace {

class ClientAssertions : public AccessFixture {};
INSTANTIATE_TEST_SUITE_P(Engines, ClientAssertions, every_engine(), engine_name);

TEST_P(ClientAssertions, BuyATokenWithAndWithoutAKid) {
  for (const std::optional<std::string_view> kid : {std::optional<std::string_view>(), std::optional<std::string_view>(client_.kid)}) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/oauth/token";
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"x-api-key", client_.api_key}};
    request.body = token_request_form(make_client_assertion(
        *client_.key, {.client_id = client_.client_id, .audience = kIssuer, .jti = kid ? "one" : "two", .kid = kid, .now = clock_.now()}));
    const auto response = call(request);
    EXPECT_EQ(response.status, 200) << response.body;
  }
}

}  // namespace
}  // namespace switchyard::access
