#include "app/runtime/node.hpp"

namespace switchyard::app {
namespace {

// What was opened into its place, or why it was not.
template <class Part>
Result<void> keep(Result<Part> opened, auto& place) {
  if (!opened) return std::move(opened).error();
  place = *std::move(opened);
  return {};
}

}  // namespace

Result<std::unique_ptr<Node>> Node::open(std::unique_ptr<Installation> installation, const NodeOptions& options) {
  std::unique_ptr<Node> node(new Node(std::move(installation)));
  if (auto opened = node->open_environments(options); !opened) return std::move(opened).error();
  if (auto opened = node->open_planes(options); !opened) return std::move(opened).error();
  return node;
}

Result<void> Node::open_environments(const NodeOptions& options) {
  if (auto opened = keep(AccessPlane::open(*installation), access); !opened) return opened;
  if (auto opened = keep(Environment::open(*installation, EnvironmentName::test), test); !opened) return opened;
  if (auto opened = keep(Environment::open(*installation, EnvironmentName::live), live); !opened) return opened;
  return options.prepare == nullptr ? Result<void>() : options.prepare(*access, *test, *live);
}

Result<void> Node::open_planes(const NodeOptions& options) {
  if (auto opened = keep(ContractingPlane::open(*installation, *access, *test), test_contracting); !opened) return opened;
  if (auto opened = keep(ContractingPlane::open(*installation, *access, *live), live_contracting); !opened) return opened;
  if (auto opened = keep(SigningPlanes::open(*installation, *access, *test, *live), signing); !opened) return opened;
  signing->give_to(*test_contracting, *live_contracting);
  if (auto opened = keep(EsignPlanes::open(*installation, *access, *test, *live), esign); !opened) return opened;
  test_webhooks = std::make_unique<WebhooksPlane>(*installation, *access, *test, options.is_local);
  live_webhooks = std::make_unique<WebhooksPlane>(*installation, *access, *live, options.is_local);
  if (auto opened = keep(NoticesPlanes::open(*installation, *signing, {*test, *test_contracting}, {*live, *live_contracting}), notices); !opened) return opened;
  if (auto opened = keep(Intake::open(*installation, *test, *live), intake); !opened) return opened;
  test_enrollment = std::make_unique<EnrollmentPlane>(*installation, *test, *test_contracting);
  live_enrollment = std::make_unique<EnrollmentPlane>(*installation, *live, *live_contracting);
  sandbox = std::make_unique<SandboxSupplier>(*access, *test, *test_enrollment);
  workers = std::make_unique<Workers>(*installation, *access, *test, *live, *test_contracting, *live_contracting);
  return {};
}

void Node::add_work(bool signs) {
  for (EnrollmentPlane* plane : {test_enrollment.get(), live_enrollment.get()}) plane->add_work(*workers);
  sandbox->add_work(*workers);
  look_after_webhooks();
  add_signing_work(*workers, *signing, notices->test->neighbours(), notices->live->neighbours(), signs);
  notices->work_in(*workers);
}

void Node::look_after_webhooks() {
  workers->add_recurring("webhooks.forget", Duration::hours(1), [this] {
    for (WebhooksPlane* plane : {test_webhooks.get(), live_webhooks.get()}) plane->forget();
  });
  workers->add_recurring("webhooks.count", Duration::seconds(15), [this] {
    for (WebhooksPlane* plane : {test_webhooks.get(), live_webhooks.get()}) plane->count();
  });
}

Result<void> Node::use_addresses(const ServerAddresses& addresses) {
  access->settings.issuer = addresses.public_url;
  esign->use_addresses(addresses);
  esign->add_work(*workers);
  auto connected = signing->connect(addresses);
  notices->begin_writing();
  return connected;
}

void Node::start() {
  workers->start();
  intake->start();
  for (WebhooksPlane* plane : {test_webhooks.get(), live_webhooks.get()}) plane->start();
}

void Node::silence() {
  for (WebhooksPlane* plane : {test_webhooks.get(), live_webhooks.get()}) plane->silence();
}

void Node::stop() {
  for (WebhooksPlane* plane : {test_webhooks.get(), live_webhooks.get()}) plane->stop();
  intake->stop();
  workers->stop();
}

}  // namespace switchyard::app
