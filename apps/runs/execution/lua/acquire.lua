-- Begins a slice, if this epoch is the run's. KEYS: run, inbox, leases, watchers. ARGV: epoch, run id, lease in seconds.
-- The lease doubles with every attempt that was not committed, so that a slow slice is not taken over for ever.
-- Returns state, log, attempts, commands that wait, for how many seconds nobody has watched, and the server's name if
-- the last slice was committed to another: it has been started anew since, and may have lost what came last.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
if redis.call('HGET', KEYS[1], 'epoch') ~= ARGV[1] then
    return nil
end
local attempts = redis.call('HINCRBY', KEYS[1], 'attempts', 1)
redis.call('HSET', KEYS[1], 'rests', 0)
local lease = tonumber(ARGV[3]) * 2 ^ math.min(attempts - 1, 6)
redis.call('ZADD', KEYS[3], now + lease, ARGV[2])
local watched = redis.call('ZCOUNT', KEYS[4], now, '+inf') > 0
local since = redis.call('HGET', KEYS[1], 'watched')
if watched or not since then
    since = string.format('%.3f', now)
    redis.call('HSET', KEYS[1], 'watched', since)
end
local unwatched = watched and 0 or now - since
local kept = redis.call('HMGET', KEYS[1], 'state', 'log')
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or ''
if redis.call('HGET', KEYS[1], 'server') == server then
    server = ''
end
return {kept[1], kept[2], attempts, redis.call('LRANGE', KEYS[2], 0, -1), tostring(unwatched), server}
