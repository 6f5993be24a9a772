-- Takes over runs whose lease ran out: a new epoch each, so that whoever had them before cannot commit any more.
-- KEYS: leases. ARGV: prefix of a run's key, lease in seconds, most runs at a time. Returns id, epoch, id, epoch, …
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local taken = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[3])) do
    local run = ARGV[1] .. id
    if redis.call('EXISTS', run) == 1 then
        -- As with attempts: each takeover without a slice in between waits twice as long, so that a long queue of
        -- slices is not made stale again and again before it is worked off.
        local attempts = redis.call('HINCRBY', run, 'revivals', 1)
        redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]) * 2 ^ math.min(attempts - 1, 6), id)
        taken[#taken + 1] = id
        taken[#taken + 1] = redis.call('HINCRBY', run, 'epoch', 1)
    else
        redis.call('ZREM', KEYS[1], id)
    end
end
return taken
