// GET /demo/webhooks shows each webhook as it came, POST /demo/webhooks takes one: 204 where its signature holds, else 401. In `demo run` alone.
#pragma once

#include "app/demo/demo_receiver.hpp"
#include "http/router.hpp"

namespace switchyard::app {

// `receiver` must outlive the router.
void add_demo_webhook_routes(http::Router& router, DemoReceiver& receiver);

}  // namespace switchyard::app
