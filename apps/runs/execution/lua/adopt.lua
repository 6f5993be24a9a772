-- Gives a run a place in Valkey, if it has none. KEYS: run, leases. ARGV: epoch, run id, status, state, log, seconds kept,
-- lease or ''.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
if redis.call('EXISTS', KEYS[1]) == 1 then
    return 0
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'status', ARGV[3], 'state', ARGV[4], 'log', ARGV[5], 'attempts', 0)
redis.call('EXPIRE', KEYS[1], ARGV[6])
if ARGV[7] ~= '' then
    redis.call('ZADD', KEYS[2], now + tonumber(ARGV[7]), ARGV[2])
end
return 1
