-- Takes a command in. KEYS: run, inbox, leases. ARGV: run id, command, most commands that may wait, most bytes of them,
-- lease in seconds, not '' if this shows that somebody is there.
-- Returns what came of it, and, for a run that slept or rested, the epoch that wakes it.
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1000000
local status = redis.call('HGET', KEYS[1], 'status')
if not status then
    return {'missing'}
end
if status == 'finished' or status == 'stopped' or status == 'failed' then
    return {'ended'}
end
local waiting = redis.call('LRANGE', KEYS[2], 0, -1)
local bytes = 0
for _, text in ipairs(waiting) do
    bytes = bytes + #text
end
if #waiting >= tonumber(ARGV[3]) or bytes >= tonumber(ARGV[4]) then
    return {'full'}
end
redis.call('RPUSH', KEYS[2], ARGV[2])
if ARGV[6] ~= '' then
    redis.call('HSET', KEYS[1], 'watched', string.format('%.3f', now))
end
if redis.call('HGET', KEYS[1], 'rests') == '1' then
    -- Its next slice is seconds away, and now there is reason to do it at once. That one will find its epoch past.
    redis.call('HSET', KEYS[1], 'rests', 0)
    redis.call('ZADD', KEYS[3], now + tonumber(ARGV[5]), ARGV[1])
    return {'wakes', tonumber(redis.call('HGET', KEYS[1], 'epoch'))}
end
if status ~= 'paused' then
    return {'waits'}
end
local epoch = redis.call('HINCRBY', KEYS[1], 'epoch', 1)
redis.call('ZADD', KEYS[3], now + tonumber(ARGV[5]), ARGV[1])
return {'wakes', epoch}
