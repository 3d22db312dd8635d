#include <gmock/gmock.h>

#include "esign/esign_fixture_fake.hpp"

namespace switchyard::esign {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Templates : public EsignSuite {
 protected:
  static Recipient role(std::string_view name, std::string_view id, std::int64_t order) {
    Recipient one = signer_fake(id, order, "");
    one.role_name = name;
    one.name = one.email = "";
    Tab text;
    text.kind = TabKind::text;
    text.label = "account";
    text.value = "unknown";
    text.document_id = "1";
    text.page = 1;
    text.x = 100'000;
    text.y = 200'000;
    one.tabs.push_back(text);
    return one;
  }
  Template made(std::string name = "Supplier form") {
    Template asked;
    asked.name = std::move(name);
    asked.plan = definition_fake({role("customer", "1", 1), role("broker", "2", 2)}, EnvelopeStatus::created);
    asked.plan.custom_fields = {{.name = "product", .value = "fixed"}};
    return create_template(service_, sender_, asked).value();
  }
  static const Tab& tab_of(const Recipient& one, std::string_view wanted) {
    for (const Tab& tab : one.tabs) {
      if (tab.label == wanted) return tab;
    }
    throw std::logic_error("no such tab");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Templates, every_engine(), engine_name);

TEST_P(Templates, RolesGetPeopleAndTabsOverwriteByLabel) {
  const auto form = made();
  EnvelopeDefinition definition;
  definition.status = EnvelopeStatus::sent;
  definition.template_id = form.id;
  Tab account;
  account.kind = TabKind::text;
  account.label = "account";
  account.value = "ESI-1";
  definition.template_roles = {
      {.role_name = "customer", .name = "Ann Lee", .email = "ann@example.com", .client_user_id = "c1", .tabs = {account}}};
  const auto envelope = create(definition);
  ASSERT_TRUE(envelope) << envelope.error().message;
  ASSERT_THAT(envelope->recipients, SizeIs(1));  // Nobody was named for the broker.
  EXPECT_EQ(envelope->email_subject, "Please sign");
  EXPECT_EQ(tab_of(envelope->recipients[0], "account").value, "ESI-1");
  EXPECT_EQ(*tab_of(envelope->recipients[0], "account").x, 100'000);
  EXPECT_THAT(envelope->documents, SizeIs(1));
  EXPECT_EQ(envelope->custom_field("product"), "fixed");
  definition.template_roles[0].role_name = "nobody";
  EXPECT_EQ(create(definition).error().code, "INVALID_REQUEST_PARAMETER");
}

TEST_P(Templates, ACompositeLaysLayersBySequenceAndItsDocumentReplacesTheTemplates) {
  const auto form = made();
  EnvelopeDefinition definition;
  definition.status = EnvelopeStatus::sent;
  definition.email_subject = "Supplier agreement";
  Recipient customer;
  customer.role_name = "customer";
  customer.recipient_id = "1";
  customer.routing_order = 0;
  customer.name = "Ann Lee";
  customer.email = "ann@example.com";
  customer.client_user_id = "c1";
  CompositeTemplate composite;
  composite.layers = {{.sequence = 2, .recipients = {customer}, .custom_fields = {{.name = "product", .value = "variable"}}},
                      {.sequence = 1, .server_template = form.id}};
  composite.document = NewDocument{.document_id = "5", .name = "Own PDF", .bytes = five_pages_fake()};
  definition.composite_templates = {composite};
  const auto envelope = create(definition);
  ASSERT_TRUE(envelope) << envelope.error().message;
  ASSERT_THAT(envelope->documents, SizeIs(1));
  EXPECT_EQ(envelope->documents[0].document_id, "5");
  EXPECT_EQ(envelope->documents[0].name, "Own PDF");
  ASSERT_THAT(envelope->recipients, SizeIs(1));
  EXPECT_EQ(envelope->recipients[0].name, "Ann Lee");
  EXPECT_EQ(tab_of(envelope->recipients[0], "account").document_id, "5");
  EXPECT_EQ(envelope->custom_field("product"), "variable");
  EXPECT_EQ(envelope->email_subject, "Supplier agreement");
}

TEST_P(Templates, SeveralCompositesFollowEachOther) {
  const auto form = made();
  EnvelopeDefinition definition;
  definition.status = EnvelopeStatus::created;
  Recipient customer = role("customer", "1", 1);
  customer.name = "Ann Lee";
  customer.email = "ann@example.com";
  customer.tabs.clear();
  const CompositeTemplate composite{.layers = {{.sequence = 1, .server_template = form.id}, {.sequence = 2, .recipients = {customer}}}};
  definition.composite_templates = {composite, composite};
  const auto envelope = create(definition);
  ASSERT_TRUE(envelope) << envelope.error().message;
  ASSERT_THAT(envelope->documents, SizeIs(2));
  EXPECT_EQ(envelope->documents[0].document_id, "1");
  EXPECT_NE(envelope->documents[1].document_id, "1");
  ASSERT_THAT(envelope->recipients, SizeIs(1));
  std::vector<std::string> documents;
  for (const Tab& tab : envelope->recipients[0].tabs) {
    if (tab.label == "account") documents.push_back(tab.document_id);
  }
  EXPECT_THAT(documents, ElementsAre("1", envelope->documents[1].document_id));
}

TEST_P(Templates, AreFoundByNameInTheirAccountAlone) {
  const auto form = made("Supplier 100% form");
  made("Letter");
  TemplatePage page;
  std::optional<Template> foreign;
  database_->read([&](SqlReader& reader) {
    page = list_templates(reader, account_.id, "100%", 0, 10);
    foreign = find_template(reader, AccountId::make(random_), form.id, true);
  });
  EXPECT_EQ(page.total, 1);
  EXPECT_EQ(page.templates.at(0).id, form.id);
  EXPECT_FALSE(foreign);
  const auto renamed = update_template(service_, sender_, form.id, {.name = "Renamed"});
  ASSERT_TRUE(renamed);
  std::optional<Template> kept;
  database_->read([&](SqlReader& reader) { kept = find_template(reader, account_.id, form.id, true); });
  EXPECT_EQ(kept->name, "Renamed");
  EXPECT_EQ(kept->plan.documents.at(0).bytes, five_pages_fake());
  EXPECT_THAT(kept->plan.recipients, SizeIs(2));
  EXPECT_EQ(update_template(service_, sender_, TemplateId::make(random_), {.name = "x"}).error().code, "TEMPLATE_ID_INVALID");
  EXPECT_EQ(create_template(service_, sender_, {}).error().code, "INVALID_REQUEST_PARAMETER");
}

TEST_P(Templates, ABulkListMakesAnEnvelopeForEachCopyOnce) {
  const auto form = made();
  const auto person = [](std::string_view name, std::string_view email) {
    Recipient one;
    one.role_name = "customer";
    one.routing_order = 0;
    one.name = name;
    one.email = email;
    return one;
  };
  const auto list = create_bulk_list(service_, sender_,
                                     {.name = "Autumn", .copies = {{.recipients = {person("Ann Lee", "ann@example.com")}},
                                                                   {.recipients = {person("Bo Chen", "bo@example.com")}}}});
  ASSERT_TRUE(list);
  const auto batch = send_bulk_list(service_, sender_, list->id, form.id.text(), "");
  ASSERT_TRUE(batch) << batch.error().message;
  EXPECT_EQ(batch->queued, 2);
  const auto handler = bulk_sender(service_);
  const auto payloads = jobs_of(kBulkSendJob);
  ASSERT_THAT(payloads, SizeIs(2));
  for (const auto& payload : payloads) {
    const outbox::Job job{.id = outbox::JobId(Uuid{}), .kind = std::string(kBulkSendJob), .payload = payload, .attempt = 1};
    ASSERT_TRUE(handler(job));  // Killed before its effect was written.
    const auto effect = handler(job);
    ASSERT_TRUE(effect);
    ASSERT_TRUE(act(*effect));
  }
  std::optional<BulkBatch> done;
  EnvelopePage page;
  database_->read([&](SqlReader& reader) {
    done = find_bulk_batch(reader, account_.id, batch->id);
    page = list_envelopes(reader, account_.id, {}, true);
  });
  EXPECT_EQ(done->sent, 2);
  EXPECT_EQ(done->queued, 0);
  EXPECT_THAT(done->errors, IsEmpty());
  EXPECT_EQ(page.total, 2);
  EXPECT_EQ(send_bulk_list(service_, sender_, BulkListId::make(random_), form.id.text(), "").error().code, "BULK_SEND_LIST_DOES_NOT_EXIST");
  EXPECT_EQ(send_bulk_list(service_, sender_, list->id, "nothing", "").error().code, "ENVELOPE_DOES_NOT_EXIST");
  EXPECT_EQ(create_bulk_list(service_, sender_, {}).error().code, "INVALID_REQUEST_PARAMETER");
}

}  // namespace
}  // namespace switchyard::esign
