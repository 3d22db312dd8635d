-- wrk: the same POST again and again.
--   wrk … -s graphql.lua URL -- BODY_FILE
local request_text

function init(args)
  local file = io.open(args[1])
  request_text = wrk.format("POST", "/graphql", {["Content-Type"] = "application/json", ["Accept"] = "application/json"}, file:read("*a"))
  file:close()
end

function request()
  return request_text
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\nRESULT {"requests":%d,"bytes":%d,"failed":%d,"p50_us":%d,"p99_us":%d}\n', summary.requests, summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
end
