-- A citizen's journey, request after request on one connection: open the form, save three times,
-- file. One line of the plan is one journey: SECTION <tab> CHECK <tab> SESSION <tab> BODY <tab> ...
-- with three bodies of saves and the body of filing. Arguments: FILE - - THREADS.
local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long microseconds; } moment;
  int gettimeofday(moment *now, void *zone);
]]
local threads = {}
local clock = ffi.new("moment")

local function now()
  ffi.C.gettimeofday(clock, nil)
  return tonumber(clock.seconds) * 1e6 + tonumber(clock.microseconds)
end

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  local total, index = tonumber(args[4]), 0
  bad, first_bad, times, journeys, journey, step, began = 0, "", {}, {}, 0, 0, 0
  for line in io.lines(args[1]) do
    if index % total == number then table.insert(journeys, line) end
    index = index + 1
  end
end

local function parts_of(line)
  local parts = {}
  for part in line:gmatch("[^\t]+") do table.insert(parts, part) end
  return parts
end

function request()
  if not WARM then WARM = true; return wrk.format("GET", "/_bench/floor/") end  -- wrk's own check
  step = step % 5 + 1
  if step == 1 then
    journey = journey + 1
    parts = parts_of(journeys[journey] or "/_bench/exhausted/\t/_bench/exhausted/\t-\t-\t-\t-\t-")
    began = now()
  end
  local headers = { ["Host"] = wrk.headers["Host"], ["Cookie"] = "sessionid=" .. parts[3] .. "; csrftoken=" .. TOKEN }
  if step == 1 then return wrk.format("GET", parts[1], headers) end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  if step == 5 then return wrk.format("POST", parts[2], headers, parts[7]) end
  headers["X-Autosave"] = "1"
  headers["X-CSRFToken"] = TOKEN
  return wrk.format("POST", parts[1], headers, parts[step + 2])
end

function response(status, headers, body)
  if step == 0 then return end
  local expected = step == 5 and 302 or 200
  if status ~= expected then
    bad = bad + 1
    if first_bad == "" then first_bad = "step " .. step .. ": " .. status end
  end
  if step == 5 then table.insert(times, now() - began) end
end

function done(summary, latency, requests)
  local wrong, example, all = 0, "", {}
  for _, thread in ipairs(threads) do
    wrong = wrong + (thread:get("bad") or 0)
    if example == "" then example = thread:get("first_bad") or "" end
    for _, time in ipairs(thread:get("times")) do table.insert(all, time) end
  end
  table.sort(all)
  local e = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "bad": %d, "example": "%s"}\n',
    #all, summary.duration / 1e6, (all[math.ceil(#all * 0.5)] or 0) / 1000,
    (all[math.ceil(#all * 0.95)] or 0) / 1000, wrong + e.connect + e.read + e.write + e.timeout + e.status, example))
end
