#include "notices/mail/rest_mailbox.hpp"

#include "notices/html_text.hpp"
#include "notices/mail/mail_fixture_fake.hpp"

namespace switchyard::notices {
namespace {

class Mailbox : public MailSuite {
 protected:
  http::Response get(const std::string& path, const std::string& query = {}, MailboxAccess access = MailboxAccess::loopback, const std::string& host = "localhost:8080") {
    http::Router router;
    add_mailbox_routes(router, *database_, access);
    const auto match = router.match(http::Method::get, path);
    if (match.route == nullptr) return http::Response{.status = 404};
    http::Request request;
    request.path = path;
    request.query = query;
    request.host = host;
    request.remote_address = peer;
    request.headers = headers;
    request.path_captures = match.captures;
    return match.route->handler(request);
  }
  std::string keep(Mail mail) {
    EXPECT_TRUE(enqueue(mail, mail.subject, MailDelivery::mailbox).has_value());
    return letters().at(0).id.text();
  }
  static std::string header_of(const http::Response& response, std::string_view name) {
    for (const auto& [each, value] : response.headers) {
      if (each == name) return value;
    }
    return {};
  }
  std::string peer = "127.0.0.1";
  http::Headers headers;
};

TEST_P(Mailbox, LettersAreListedAndShownWithTheirLinks) {
  Mail mail = letter_to_ana();
  mail.subject = "Sign <now>";
  mail.text = "Dear Ana, open http://127.0.0.1:8080/sign/abc?x=1&y=2.";
  const std::string id = keep(mail);
  const auto list = get("/mailbox");
  EXPECT_EQ(list.status, 200);
  EXPECT_NE(list.body.find("<a href=\"/mailbox/" + id + "\">Sign &lt;now&gt;</a>"), std::string::npos) << list.body;
  EXPECT_NE(list.body.find("Ana Ruiz &lt;ana@example.com&gt;"), std::string::npos);
  const auto letter = get("/mailbox/" + id);
  EXPECT_NE(letter.body.find("<a href=\"http://127.0.0.1:8080/sign/abc?x=1&amp;y=2\">http://127.0.0.1:8080/sign/abc?x=1&amp;y=2</a>.</pre>"), std::string::npos) << letter.body;
  EXPECT_NE(letter.body.find("sandbox=\""), std::string::npos);
  EXPECT_EQ(header_of(letter, "cache-control"), "no-store");
  const auto json = get("/mailbox.json", "to=ana%40example.com");
  EXPECT_NE(json.body.find("\"text\":\"Dear Ana, open http://127.0.0.1:8080/sign/abc?x=1&y=2.\""), std::string::npos) << json.body;
}

TEST_P(Mailbox, ALettersHtmlRunsNothingAndLoadsNothing) {
  Mail mail = letter_to_ana();
  mail.html = "<script>alert(1)</script><img src=https://tracker.example/x>";
  const auto html = get("/mailbox/" + keep(mail) + "/html");
  EXPECT_EQ(html.status, 200);
  const std::string policy = header_of(html, "content-security-policy");
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
  EXPECT_NE(policy.find("sandbox allow-popups"), std::string::npos);
  EXPECT_EQ(policy.find("allow-scripts"), std::string::npos);
  EXPECT_EQ(policy.find("allow-same-origin"), std::string::npos);
}

TEST_P(Mailbox, AttachmentsAreDownloadedNeverShown) {
  Mail mail = letter_to_ana();
  mail.attachments = {{"Contract \"ñ\".html", "text/html", "<script>1</script>"}};
  const std::string id = keep(mail);
  const auto file = get("/mailbox/" + id + "/attachments/0");
  EXPECT_EQ(file.body, "<script>1</script>");
  EXPECT_TRUE(header_of(file, "content-disposition").starts_with("attachment; filename=\"Contract _")) << header_of(file, "content-disposition");
  EXPECT_EQ(get("/mailbox/" + id + "/attachments/1").status, 404);
  EXPECT_EQ(get("/mailbox/" + id + "/attachments/x").status, 404);
}

TEST_P(Mailbox, OnlyThisMachineSeesItUnlessItIsOpen) {
  keep(letter_to_ana());
  EXPECT_EQ(get("/mailbox").status, 200);
  EXPECT_EQ(get("/mailbox", "", MailboxAccess::loopback, "evil.example").status, 404);
  peer = "203.0.113.9";
  EXPECT_EQ(get("/mailbox").status, 404);
  EXPECT_EQ(get("/mailbox", "", MailboxAccess::open, "demo.example").status, 200);
  peer = "127.0.0.1";
  headers = {{"x-forwarded-for", "203.0.113.9"}};
  EXPECT_EQ(get("/mailbox").status, 404);
  headers.clear();
  EXPECT_EQ(get("/mailbox", "", MailboxAccess::off).status, 404);
}

TEST_P(Mailbox, WhatIsNotThereIsNotFoundAndUnknownParametersAreRefused) {
  EXPECT_EQ(get("/mailbox/ltr_00000000000000000000000000").status, 404);
  EXPECT_EQ(get("/mailbox/x").status, 404);
  EXPECT_EQ(get("/mailbox", "page=2").status, 400);
  EXPECT_NE(get("/mailbox").body.find("There is no letter yet."), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Engines, Mailbox, every_engine(), engine_name);

TEST(HtmlText, LinksEndBeforeTheSentenceDoes) {
  EXPECT_EQ(html_with_links("a <b> https://x.example/1?a=b&c=d, and (http://y.example)."),
            "a &lt;b&gt; <a href=\"https://x.example/1?a=b&amp;c=d\">https://x.example/1?a=b&amp;c=d</a>, and (<a href=\"http://y.example\">http://y.example</a>).");
  EXPECT_EQ(html_with_links("https://x.example/\"onmouseover=1"), "<a href=\"https://x.example/\">https://x.example/</a>&quot;onmouseover=1");
}

}  // namespace
}  // namespace switchyard::notices
