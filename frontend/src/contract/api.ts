/* Generated from the schema by `npm run contract`. Not edited by hand. */
export interface paths {
    "/api/advice/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description What is likely to hurt in a document, with its numbers and what would help. Stores nothing. */
        post: operations["adviseOnDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Your own diagrams, the last changed first. */
        get: operations["listDiagrams"];
        put?: never;
        /** @description A new diagram of yours: from a document, from a template, or empty. */
        post: operations["createDiagram"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readDiagram"];
        /** @description The next revision; 409 when the edit is not based on the current one. An equal document makes none. */
        put: operations["saveDiagram"];
        post?: never;
        /** @description With its revisions, share links and runs. */
        delete: operations["deleteDiagram"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/experiments/{experiment}/chaos-toolkit.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One of the diagram's experiments as the Chaos Toolkit has them. */
        get: operations["exportExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/experiments/read/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description A Chaos Toolkit experiment as one of ours, fit for this diagram; nothing is saved. What is not understood is
         *     refused, each thing with its reason.
         */
        post: operations["readExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/export/{name}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The diagram's current revision as a file to keep. */
        get: operations["exportDiagram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/revisions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest first, 200 at a time. */
        get: operations["listRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/revisions/{number}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The document as it was then. */
        get: operations["readRevision"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/share-links/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The newest first, revoked ones included. Their tokens are not known any more. */
        get: operations["listShareLinks"];
        put?: never;
        /** @description A link for anybody to read the diagram and its runs. Keep the token: it is not shown again. */
        post: operations["createShareLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/{diagram}/studies/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The diagram's studies without their results, the newest first, 50 at most. */
        get: operations["listStudies"];
        put?: never;
        /** @description Runs the diagram's current revision many times, on all workers. Ask for it again to see how far it is. */
        post: operations["startStudy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/diagrams/validate/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Whether a document could be saved, and if not, everything that is wrong with it. Stores nothing. */
        post: operations["validateDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The diagram's runs, the newest first, 50 at most. */
        get: operations["listRuns"];
        put?: never;
        /** @description Runs the diagram's current revision. Watch and control it over the WebSocket /ws/runs/{id}/. */
        post: operations["startRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How a run stands; once it has ended, with its results. */
        get: operations["readRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/branches/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * @description A new run that shares this one's past up to a moment and goes on from there with other faults or parameters.
         *
         *     With another revision or seed, that past is simulated anew with the same commands.
         */
        post: operations["startBranch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/compare/{other}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Where two runs differ: over time, in their results, and from which event on. */
        get: operations["compareRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/frames/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The next frames, for scrubbing and to fill a gap. Of very long runs only the last hour's are kept. */
        get: operations["listFrames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/index/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Which frames and checkpoints of a run are kept, by simulated time. */
        get: operations["readRunIndex"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Messages that ended badly, or that took longest. */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/messages/{message}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Everything that happened to a request or event, hop by hop. */
        get: operations["readMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/{run}/nodes/{node}/messages/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What lies in a queue, a topic or a stream: who has it, and why, if it is there as a dead letter. */
        get: operations["listNodeMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/runs/own/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One's own runs of all diagrams, the newest first. */
        get: operations["listOwnRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/share-links/{link}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description From now on whoever has the link gets a 404. */
        delete: operations["revokeShareLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shared/{token}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What a share link shows: the diagram as it is now, and its newest run, a live one before one that ended. */
        get: operations["readShared"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description How far a study is, and what is known so far. */
        get: operations["readStudy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What is known so far as a table: one row for each metric, point or step. */
        get: operations["downloadStudy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Ends a study within about a second; what is known by then stays. */
        post: operations["cancelStudy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study}/report.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The report of an experiment as a page that needs nothing else; the diagram's share link opens it too. */
        get: operations["readStudyReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study}/report.md": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The same as Markdown. */
        get: operations["downloadStudyReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{name}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["readTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ActiveFault */
        ActiveFault: {
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Target */
            target: string;
            /** Since */
            since: number;
            /** Until */
            until: number | null;
            /** Words */
            words: string;
        };
        /**
         * AddedLatency
         * @description Everything that arrives over an edge, or at a node, takes longer to arrive.
         */
        AddedLatency: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "latency";
            /**
             * Added latency
             * @default 500
             */
            addedMs: number;
            /**
             * Jitter
             * @description More by up to this, evenly drawn.
             * @default 0
             */
            jitterMs: number;
        };
        /** Advice */
        Advice: {
            /** Findings */
            findings: components["schemas"]["Finding"][];
        };
        /**
         * ApiGateway
         * @description The synchronous edge: takes requests and calls what stands behind it.
         */
        ApiGateway: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Concurrency
             * @description Requests open at once.
             * @default 512
             */
            concurrency: number;
            /**
             * Work
             * @description Routing and authentication of one request.
             * @default {
             *       "kind": "constant",
             *       "ms": 1
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "api_gateway";
        };
        /**
         * Autoscaling
         * @description Adds and removes instances by what they have not finished.
         */
        Autoscaling: {
            /**
             * At least
             * @default 1
             */
            minInstances: number;
            /**
             * At most
             * @default 10
             */
            maxInstances: number;
            /**
             * Target lag
             * @description Messages and calls, waiting or in work, that one instance is to have. Of a Kafka topic: what is not committed.
             * @default 100
             */
            targetLag: number;
            /**
             * Looks every
             * @default 15
             */
            everySeconds: number;
            /**
             * Rests after a change
             * @default 60
             */
            cooldownSeconds: number;
            /**
             * Scale-down stabilisation
             * @description Keeps as many instances as were asked for at any look within this time. 0: only those of the last.
             * @default 300
             */
            scaleDownStabilizationSeconds: number;
        };
        /** AwsMessaging */
        AwsMessaging: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sqs";
            /**
             * Send latency
             * @description From SendMessage to receivable.
             * @default 15
             */
            latencyMs: number;
            /**
             * Sender gives up after
             * @description While the service is down.
             * @default 30000
             */
            deliveryTimeoutMs: number;
        };
        /** Axis */
        Axis: {
            /** Path */
            path: string;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** Values */
            values: (boolean | number | string)[];
            /** Present */
            present: boolean | number | string | null;
        };
        /**
         * Backoff
         * @description How long a call that failed waits before it is made again, its caller's slot held.
         */
        Backoff: {
            /**
             * Backoff
             * @default exponential
             * @enum {string}
             */
            backoff: "fixed" | "exponential";
            /**
             * First delay
             * @default 100
             */
            baseMs: number;
            /**
             * Factor
             * @description Each delay is this many times the last.
             * @default 2
             */
            factor: number;
            /**
             * Longest delay
             * @default 10000
             */
            maxMs: number;
            /**
             * Jitter
             * @description Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
             * @default equal
             * @enum {string}
             */
            jitter: "none" | "equal" | "full" | "decorrelated";
        };
        /**
         * BrokerNodeLoss
         * @description One server of a broker is down; the others take over what they can.
         */
        BrokerNodeLoss: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "broker_node_loss";
            /**
             * Server
             * @description Counted from 0. Redis: 0 is the master, then its replicas.
             * @default 0
             */
            broker: number;
        };
        /**
         * BurstArrivals
         * @description Poisson arrivals at one rate while on, at another while off.
         */
        BurstArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "burst";
            /**
             * Rate while on
             * @default 500
             */
            onPerSecond: number;
            /**
             * Rate while off
             * @default 50
             */
            offPerSecond: number;
            /**
             * On for
             * @default 5
             */
            onSeconds: number;
            /**
             * Off for
             * @default 15
             */
            offSeconds: number;
        };
        /**
         * Call
         * @description Asks and waits for the answer. Of a RabbitMQ queue: by a request with reply-to and correlation id, which whoever
         *     reads the queue answers once it has handled it (Remote procedure call, RabbitMQ tutorials).
         */
        Call: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * When handling
             * @description Only for these event types; none named: always.
             * @default []
             */
            on: string[];
            /**
             * Timeout
             * @description The caller's slot is held until then.
             * @default 2000
             */
            timeoutMs: number;
            /**
             * Network latency
             * @description Each way.
             * @default 1
             */
            latencyMs: number;
            /**
             * Retries
             * @description Of the call itself, when it failed.
             * @default 0
             */
            retries: number;
            /**
             * Backoff
             * @description What a retry waits for. Left out: it is made right after the failure.
             * @default null
             */
            backoff: components["schemas"]["Backoff"] | null;
            /**
             * Bulkhead
             * @description Open at once; more fail right away. Left out: no limit.
             * @default null
             */
            maxConcurrent: number | null;
            /**
             * Circuit breaker
             * @default null
             */
            circuitBreaker: components["schemas"]["CircuitBreaker"] | null;
            /**
             * Publisher confirms
             * @description Off: what the broker had not stored when it went down is lost and nobody notices.
             * @default true
             */
            confirms: boolean;
            /**
             * Persistent
             * @description Off: lost when a classic queue's node restarts. Quorum queues store everything.
             * @default true
             */
            persistent: boolean;
            /**
             * Priority
             * @description Up to the queue's highest. A quorum queue has two levels since 4.0, above 4 is high; since 4.3 it has 32. Left out: 0, and 4 in quorum queues since 4.3.
             * @default null
             */
            priority: number | null;
            /**
             * Time to live
             * @description Of each message; the shorter of this and the queue's counts. Left out: the queue's.
             * @default null
             */
            ttlMs: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "call";
            /**
             * Sends
             * @description Left out: passes on what it handles.
             * @default null
             */
            sends: string | null;
        };
        /**
         * Candidates
         * @description A number of the diagram, by its path, and between which values to look for it.
         */
        Candidates: {
            /** Path */
            path: string;
            /** First */
            first: number;
            /** Last */
            last: number;
            /**
             * Step
             * @default 1
             */
            step: number;
        };
        /** Change */
        Change: {
            /** Path */
            path: string[];
            /** Value */
            value: string | boolean | number | {
                [key: string]: components["schemas"]["JsonValue"];
            };
        };
        /** Checked */
        Checked: {
            /** Time */
            time: number;
            /** Value */
            value: number | null;
            /** Held */
            held: boolean;
        };
        /** CircuitBreaker */
        CircuitBreaker: {
            /**
             * Opens after
             * @default 5
             */
            failures: number;
            /**
             * Stays open
             * @description Then one call tries again.
             * @default 10000
             */
            openMs: number;
        };
        /**
         * Clients
         * @description People or systems that send requests or events at a rate.
         */
        Clients: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "clients";
            /**
             * Workload
             * @default {
             *       "kind": "poisson",
             *       "perSecond": 100
             *     }
             */
            workload: components["schemas"]["PoissonArrivals"] | components["schemas"]["ConstantArrivals"] | components["schemas"]["BurstArrivals"] | components["schemas"]["DiurnalArrivals"] | components["schemas"]["RampArrivals"] | components["schemas"]["StepArrivals"] | components["schemas"]["SpikeArrivals"] | components["schemas"]["ClosedLoop"];
            /**
             * Sends
             * @default []
             */
            sends: components["schemas"]["Share"][];
        };
        /**
         * ClockSkew
         * @description A node's clock is wrong: the time stamps of what it publishes to Kafka, and how long it remembers what it has
         *     handled. Everybody else has a clock of its own.
         */
        ClockSkew: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "clock_skew";
            /**
             * Ahead by
             * @description Negative: behind.
             * @default 5000
             */
            ms: number;
        };
        /**
         * ClosedLoop
         * @description A fixed number of users: each sends, waits for the answer, thinks, and sends again.
         */
        ClosedLoop: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "closed_loop";
            /**
             * Users
             * @default 50
             */
            users: number;
            /**
             * Think time
             * @description Between an answer and the next request. At least 1 ms after a request that took no time at all.
             * @default {
             *       "kind": "exponential",
             *       "mean": 1000
             *     }
             */
            think: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
        };
        /** Compared */
        Compared: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "comparison";
            /**
             * Is
             * @default <=
             * @enum {string}
             */
            operator: "<" | "<=" | "==" | "!=" | ">=" | ">";
            /**
             * Than
             * @default 0
             */
            value: number;
        };
        /**
         * Conflict
         * @description Somebody saved since: what the diagram is now.
         */
        Conflict: {
            /** Detail */
            detail: string;
            /** Revision */
            revision: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            document: components["schemas"]["Document"];
        };
        /**
         * Consequence
         * @description A line of the cascade: what a node suffers, compared with before the fault.
         */
        Consequence: {
            /** Node */
            node: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "ok" | "warn" | "down";
            /** Words */
            words: string;
            /**
             * Because
             * @default null
             */
            because: string | null;
            /**
             * Via
             * @default []
             */
            via: string[];
        };
        /**
         * Consistency
         * @description How far a read model is behind what was written.
         */
        Consistency: {
            /** Eventsbehind */
            eventsBehind: number;
            /** Secondsbehind */
            secondsBehind: number;
            applied: components["schemas"]["Latency"] | null;
        };
        /** Constant */
        Constant: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "constant";
            /**
             * Time
             * @default 10
             */
            ms: number;
        };
        /** ConstantArrivals */
        ConstantArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "constant";
            /**
             * Rate
             * @description Evenly spaced arrivals.
             * @default 100
             */
            perSecond: number;
        };
        /**
         * Crash
         * @description A node is down: it does nothing, and what it was doing is lost or comes again, as its broker has it.
         */
        Crash: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "crash";
            /**
             * Instance
             * @description Only this one, counted from 0. Left out: all of them.
             * @default null
             */
            instance: number | null;
        };
        /**
         * CrashBeforeAck
         * @description A consumer does its work on a share of the messages and calls, dies before it says so, and is back at once. Of a
         *     Kafka partition all comes again since the last commit.
         */
        CrashBeforeAck: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "crash_before_ack";
            /**
             * Unacknowledged
             * @default 5
             */
            percent: number;
        };
        /**
         * CreatedShareLink
         * @description The token is shown this one time.
         */
        CreatedShareLink: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Token */
            token: string;
            /** Url */
            url: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Expiresat */
            expiresAt: string | null;
        };
        /**
         * Database
         * @description Reads and writes; with an outbox, what was written is also published, in one transaction.
         */
        Database: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Connections
             * @default 50
             */
            concurrency: number;
            /**
             * Query time
             * @default {
             *       "kind": "exponential",
             *       "mean": 3
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "database";
            /**
             * Outbox
             * @description Publishes what was written over its publish edges.
             * @default null
             */
            outbox: components["schemas"]["Outbox"] | null;
        };
        /**
         * DeadLetter
         * @description Where a message goes when its retries are used up, or when its queue expires or drops it.
         */
        DeadLetter: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "dead_letter";
            /**
             * Routing key
             * @description For dead letter exchanges. Left empty: the message's own.
             * @default
             */
            routingKey: string;
        };
        /** DeadLetterQueue */
        DeadLetterQueue: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "dead_letter_queue";
            /**
             * Broker
             * @default null
             */
            parent: string | null;
            /**
             * Retention
             * @description On SQS older dead letters are deleted; a standard queue's keep the time of their first send, a FIFO queue's begin anew. Elsewhere dead letters are kept.
             * @default 345600
             */
            retentionSeconds: number;
        };
        /** Diagram */
        Diagram: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Revision */
            revision: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            document: components["schemas"]["Document"];
            /**
             * Access
             * @enum {string}
             */
            access: "edit" | "read";
        };
        /** DiagramEdit */
        DiagramEdit: {
            document: components["schemas"]["Document"];
            /** Revision */
            revision: number;
        };
        /**
         * DiskFull
         * @description A broker cannot keep anything more: publishing fails or blocks, as the broker has it.
         */
        DiskFull: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "disk_full";
        };
        /**
         * DiurnalArrivals
         * @description Poisson arrivals whose rate follows a cosine: a day with its busy and its quiet hours.
         */
        DiurnalArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "diurnal";
            /**
             * Mean rate
             * @default 100
             */
            perSecond: number;
            /**
             * Swing
             * @description How far the rate goes above and below its mean.
             * @default 50
             */
            swingPercent: number;
            /**
             * Period
             * @default 86400
             */
            periodSeconds: number;
            /**
             * Busiest at
             * @description Of each period.
             * @default 43200
             */
            peakAtSeconds: number;
        };
        /**
         * Divergence
         * @description The first event that is not the same in both.
         */
        Divergence: {
            /** Time */
            time: number;
            /** Before */
            before: number;
            a: components["schemas"]["SteppedEvent"] | null;
            b: components["schemas"]["SteppedEvent"] | null;
            /** Words */
            words: string;
        };
        /** Document */
        Document: {
            /**
             * Schemaversion
             * @default 3
             * @constant
             */
            schemaVersion: 3;
            /**
             * Title
             * @default Untitled diagram
             */
            title: string;
            /**
             * Description
             * @default
             */
            description: string;
            /** @default null */
            story: components["schemas"]["Story"] | null;
            /**
             * Event types
             * @default {}
             */
            eventTypes: {
                [key: string]: components["schemas"]["EventType"];
            };
            /**
             * Nodes
             * @default {}
             */
            nodes: {
                [key: string]: components["schemas"]["Clients"] | components["schemas"]["Schedule"] | components["schemas"]["Trace"] | components["schemas"]["ApiGateway"] | components["schemas"]["Service"] | components["schemas"]["ExternalSystem"] | components["schemas"]["Saga"] | components["schemas"]["KafkaCluster"] | components["schemas"]["KafkaTopic"] | components["schemas"]["RabbitMq"] | components["schemas"]["RabbitMqExchange"] | components["schemas"]["RabbitMqQueue"] | components["schemas"]["AwsMessaging"] | components["schemas"]["SqsQueue"] | components["schemas"]["SnsTopic"] | components["schemas"]["RedisServer"] | components["schemas"]["RedisStream"] | components["schemas"]["NatsServers"] | components["schemas"]["NatsStream"] | components["schemas"]["DeadLetterQueue"] | components["schemas"]["Database"] | components["schemas"]["EventStore"] | components["schemas"]["Projection"];
            };
            /**
             * Edges
             * @default {}
             */
            edges: {
                [key: string]: components["schemas"]["Publish"] | components["schemas"]["Subscribe"] | components["schemas"]["Call"] | components["schemas"]["Read"] | components["schemas"]["Write"] | components["schemas"]["DeadLetter"];
            };
            /**
             * Scenarios
             * @default {}
             */
            scenarios: {
                [key: string]: components["schemas"]["Scenario"];
            };
            /**
             * Experiments
             * @default {}
             */
            experiments: {
                [key: string]: components["schemas"]["Experiment"];
            };
        };
        /** DocumentProblem */
        DocumentProblem: {
            /** Path */
            path: string;
            /** Problem */
            problem: string;
            /** Allowed */
            allowed: string | null;
        };
        /** DocumentToCheck */
        DocumentToCheck: {
            document: components["schemas"]["Document"];
        };
        /**
         * Duplicate
         * @description A share of the messages is delivered twice.
         */
        Duplicate: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "duplicate";
            /**
             * Twice
             * @default 10
             */
            percent: number;
        };
        /** EdgeGauges */
        EdgeGauges: {
            /** Count */
            count: number;
            /** Rate */
            rate: number;
            /**
             * Failed
             * @default 0
             */
            failed: number;
            /**
             * P99Ms
             * @default null
             */
            p99Ms: number | null;
            /**
             * Lag
             * @default 0
             */
            lag: number;
            /**
             * State
             * @default ok
             * @enum {string}
             */
            state: "ok" | "warn" | "down";
        };
        /** EdgeResult */
        EdgeResult: {
            /** Kind */
            kind: string;
            /** Source */
            source: string;
            /** Target */
            target: string;
            /** Count */
            count: number;
            /** Failed */
            failed: number;
            /** Timedout */
            timedOut: number;
            /** Refused */
            refused: number;
            /**
             * Latereplies
             * @default 0
             */
            lateReplies: number;
            /**
             * Lostreplies
             * @default 0
             */
            lostReplies: number;
            latency: components["schemas"]["Latency"] | null;
        };
        /**
         * Empirical
         * @description What was measured: exactly these times, each as often as its weight says.
         */
        Empirical: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "empirical";
            /**
             * Measured times
             * @description Drawn by weight; nothing in between.
             * @default [
             *       {
             *         "ms": 10,
             *         "weight": 1
             *       }
             *     ]
             */
            values: components["schemas"]["Measured"][];
        };
        /**
         * Ending
         * @description A message that was dead-lettered, or expired, was dropped or lost.
         */
        Ending: {
            /** Id */
            id: number;
            /** Eventtype */
            eventType: string;
            /** Key */
            key: number;
            /** Channel */
            channel: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "dead_lettered" | "expired" | "dropped" | "lost";
            /** Cause */
            cause: string;
            /** Attempts */
            attempts: number;
            /** Deliveries */
            deliveries: number;
            /** Sent */
            sent: number;
            /** Time */
            time: number;
        };
        /**
         * ErrorRate
         * @description A share of all attempts at a node fails at the end of its work.
         */
        ErrorRate: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "error_rate";
            /**
             * Error rate
             * @default 20
             */
            percent: number;
        };
        /**
         * Estimate
         * @description A mean that says how well it is known: `mean` ± `half_width` holds the true one with this confidence.
         */
        Estimate: {
            /** Mean */
            mean: number;
            /** Halfwidth */
            halfWidth: number | null;
            /** Confidence */
            confidence: number;
            /** N */
            n: number;
            /**
             * Method
             * @enum {string}
             */
            method: "replications" | "pairs" | "batches";
            /**
             * Unit
             * @default
             */
            unit: string;
            /** @default null */
            spread: components["schemas"]["Spread"] | null;
            /**
             * Lag1
             * @default null
             */
            lag1: number | null;
            /**
             * Warmupseconds
             * @default 0
             */
            warmUpSeconds: number;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * EventStore
         * @description Keeps every event in order; what is appended goes to all that subscribe.
         */
        EventStore: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Appends at once
             * @default 32
             */
            concurrency: number;
            /**
             * Append time
             * @default {
             *       "kind": "exponential",
             *       "mean": 2
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "event_store";
            /**
             * Streams read in parallel
             * @description Order holds within each.
             * @default 8
             */
            partitions: number;
            /**
             * Expected version
             * @description An append conflicts, and fails, when another to the same key came between its read and itself.
             * @default false
             */
            expectedVersion: boolean;
            /**
             * Replayable history
             * @description How many events that everybody has read can still be replayed in the simulation.
             * @default 10000
             */
            history: number;
        };
        /** EventType */
        EventType: {
            /** Name */
            name: string;
            /**
             * Kind
             * @description A fact inside its context, a fact for others, or a request.
             * @default domain_event
             * @enum {string}
             */
            kind: "domain_event" | "integration_event" | "command";
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Key
             * @description The payload field that decides partition and order. Empty: no key, and no order to keep.
             * @default id
             */
            key: string;
            /**
             * Distinct keys
             * @description How many different keys occur.
             * @default 10000
             */
            keyCount: number;
            /**
             * How often each key
             * @default {
             *       "kind": "uniform"
             *     }
             */
            keyDistribution: components["schemas"]["UniformKeys"] | components["schemas"]["ZipfKeys"] | components["schemas"]["HotKey"];
            /**
             * Size
             * @description The mean. What is larger than a broker takes is lost there.
             * @default 512
             */
            sizeBytes: number;
            /**
             * Sizes
             * @description uniform: from nothing to twice the mean.
             * @default constant
             * @enum {string}
             */
            sizeDistribution: "constant" | "exponential" | "uniform";
            /**
             * Headers
             * @description Sent with every message of this type; bindings of headers exchanges and SNS filters look at them.
             * @default {}
             */
            headers: {
                [key: string]: string;
            };
            /**
             * Payload
             * @description JSON Schema of the payload.
             * @default {}
             * @example {
             *       "type": "object"
             *     }
             */
            payload: {
                [key: string]: unknown;
            };
        };
        /**
         * Experiment
         * @description A steady state, what is done to it, and whether it holds: checked before, during and after.
         */
        Experiment: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Tags
             * @default []
             */
            tags: string[];
            /**
             * Steady state
             * @default {
             *       "title": "The system works as it should",
             *       "probes": []
             *     }
             */
            hypothesis: components["schemas"]["Hypothesis"];
            /**
             * @default {
             *       "faults": [],
             *       "operations": []
             *     }
             */
            method: components["schemas"]["Method"];
            /**
             * Abort
             * @description The method ends at the first check at which one of these does not hold.
             * @default []
             */
            abortConditions: components["schemas"]["Probe"][];
            /**
             * @default {
             *       "heal": true,
             *       "operations": []
             *     }
             */
            rollback: components["schemas"]["Rollback"];
            /**
             * Warm-up
             * @description Nothing of it is measured.
             * @default 10
             */
            warmUpSeconds: number;
            /**
             * Before
             * @description The steady state is checked at its end.
             * @default 20
             */
            beforeSeconds: number;
            /**
             * Method
             * @default 60
             */
            duringSeconds: number;
            /**
             * Recovery
             * @description The steady state is checked again at its end.
             * @default 60
             */
            afterSeconds: number;
            /**
             * Checks every
             * @default 1
             */
            checkEverySeconds: number;
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Repeat
             * @description Runs on seeds from the first up; it holds if each of them does.
             * @default 1
             */
            replications: number;
        };
        /**
         * ExperimentOutcome
         * @description One run. Times in simulated seconds.
         */
        ExperimentOutcome: {
            /** Seed */
            seed: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "held" | "deviated" | "aborted" | "not_steady" | "cut_short";
            /** Reason */
            reason: string;
            /** Probes */
            probes: components["schemas"]["ProbeOutcome"][];
            /** Abortconditions */
            abortConditions: components["schemas"]["ProbeOutcome"][];
            /** Methodbegins */
            methodBegins: number;
            /** Methodends */
            methodEnds: number;
            /** Ended */
            ended: number;
            /** Happened */
            happened: components["schemas"]["Happened"][];
            /** Events */
            events: number;
            /** Digest */
            digest: string;
        };
        /** ExperimentResult */
        ExperimentResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "experiment";
            /** Title */
            title: string;
            experiment: components["schemas"]["Experiment"];
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "held" | "deviated" | "aborted" | "not_steady" | "cut_short";
            /** Reason */
            reason: string;
            /** Held */
            held: number;
            /** Runs */
            runs: components["schemas"]["ExperimentOutcome"][];
        };
        /** ExperimentSpec */
        ExperimentSpec: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "experiment";
            /** Experiment */
            experiment: string | components["schemas"]["Experiment"];
            /**
             * Maxevents
             * @default 20000000
             */
            maxEvents: number;
        };
        /** Exponential */
        Exponential: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "exponential";
            /**
             * Mean
             * @default 10
             */
            mean: number;
        };
        /**
         * ExternalSystem
         * @description Somebody else's service: you can call it, not fix it.
         */
        ExternalSystem: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Concurrency
             * @description Requests it takes at once.
             * @default 64
             */
            concurrency: number;
            /**
             * Work
             * @description Time of the node's own work on one message, without its calls.
             * @default {
             *       "kind": "exponential",
             *       "mean": 10
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "external_system";
            /**
             * Retries
             * @default {
             *       "maxRetries": 3,
             *       "backoff": "exponential",
             *       "baseMs": 100,
             *       "factor": 2,
             *       "maxMs": 60000,
             *       "jitter": "equal",
             *       "mode": "retry_topic"
             *     }
             */
            retry: components["schemas"]["RetryPolicy"];
        };
        /** Finding */
        Finding: {
            /** Rule */
            rule: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "warn" | "hint";
            /**
             * Area
             * @enum {string}
             */
            area: "nodes" | "edges" | "eventTypes";
            /** Id */
            id: string;
            /** Words */
            words: string;
            /** Fix */
            fix: string;
            /** Changes */
            changes: components["schemas"]["Change"][];
        };
        /**
         * ForeignExperiment
         * @description An experiment of the Chaos Toolkit, or one of Breakwater's own form.
         */
        ForeignExperiment: {
            [key: string]: unknown;
        };
        /** FoundMessage */
        FoundMessage: {
            /** Id */
            id: number;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "dead_lettered" | "lost" | "expired" | "dropped" | "slow";
            /** Eventtype */
            eventType: string;
            /** Node */
            node: string | null;
            /** Cause */
            cause: string;
            /** Attempts */
            attempts: number;
            /** Deliveries */
            deliveries: number;
            /** Key */
            key: number | null;
            /** Sent */
            sent: number;
            /** Time */
            time: number;
            /** Seconds */
            seconds: number;
        };
        /** FoundMessages */
        FoundMessages: {
            /** At */
            at: number;
            /** Messages */
            messages: components["schemas"]["FoundMessage"][];
            /** Counts */
            counts: {
                [key: string]: number;
            };
            /** Complete */
            complete: boolean;
        };
        /** Frame */
        Frame: {
            /** Sequence */
            sequence: number;
            /** Time */
            time: number;
            /** Speed */
            speed: number;
            /** Events */
            events: number;
            /** Nodes */
            nodes: {
                [key: string]: components["schemas"]["NodeGauges"];
            };
            /** Edges */
            edges: {
                [key: string]: components["schemas"]["EdgeGauges"];
            };
            ledger: components["schemas"]["Ledger"];
            requests: components["schemas"]["Requests"];
            sagas: components["schemas"]["Sagas"];
            /**
             * Conflicts
             * @default {}
             */
            conflicts: {
                [key: string]: number;
            };
            /** Endtoendp99Ms */
            endToEndP99Ms: number | null;
            /** Completedrate */
            completedRate: number;
            /** Sampleevery */
            sampleEvery: number;
            /** Samples */
            samples: components["schemas"]["Sample"][];
            /** Faults */
            faults: components["schemas"]["ActiveFault"][];
            /** Cascade */
            cascade: components["schemas"]["Consequence"][];
        };
        /** FramePoint */
        FramePoint: {
            /** Sequence */
            sequence: number;
            /** Time */
            time: number;
        };
        /** Frames */
        Frames: {
            /** Frames */
            frames: components["schemas"]["Frame"][];
        };
        /**
         * Gamma
         * @description A sum of `shape` exponential stages: 1 is exponential, the more the steadier.
         */
        Gamma: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "gamma";
            /**
             * Mean
             * @default 10
             */
            mean: number;
            /**
             * Shape
             * @description 1: exponential. More: steadier. Less: wilder. Variance is mean² / shape.
             * @default 2
             */
            shape: number;
        };
        /**
         * GroupResult
         * @description A consumer group of a channel; competing consumers of a queue are one group, named after it.
         */
        GroupResult: {
            /** Channel */
            channel: string;
            /** Name */
            name: string;
            /** Edges */
            edges: string[];
            /** Arrived */
            arrived: number;
            /** Waiting */
            waiting: number;
            /** Meanwaiting */
            meanWaiting: number;
            /** Inprocess */
            inProcess: number;
            /** Lag */
            lag: number;
            /** Lagbypartition */
            lagByPartition: number[];
            /** Secondsbehind */
            secondsBehind: number;
            /** Orderviolations */
            orderViolations: number;
        };
        /**
         * Handler
         * @description What a service does with one type of event: work, then one of the outcomes.
         */
        Handler: {
            /** Handles */
            on: string;
            /**
             * Work
             * @description Left out: as the service's own.
             * @default null
             */
            work: (components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"]) | null;
            /**
             * Fails
             * @description Of attempts. Left out: as the service's own.
             * @default null
             */
            failurePercent: number | null;
            /**
             * Outcomes
             * @default []
             */
            outcomes: components["schemas"]["Outcome"][];
            /**
             * When it gives up, sends
             * @description After the last retry has failed.
             * @default []
             */
            onFailure: string[];
        };
        /** Happened */
        Happened: {
            /** Time */
            time: number;
            /** Words */
            words: string;
        };
        /**
         * Heal
         * @description Ends a fault. By the id of a strike or a monkey: all of its faults, those still to come included.
         */
        Heal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "heal";
            /** Fault */
            fault: string;
        };
        /** HealAll */
        HealAll: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "heal_all";
        };
        /**
         * HotKey
         * @description One key stands out; the others share the rest evenly.
         */
        HotKey: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "hot_key";
            /**
             * Share of the hot key
             * @default 50
             */
            percent: number;
        };
        /** Hypothesis */
        Hypothesis: {
            /**
             * Title
             * @default The system works as it should
             */
            title: string;
            /**
             * Probes
             * @default []
             */
            probes: components["schemas"]["HypothesisProbe"][];
        };
        /** HypothesisProbe */
        HypothesisProbe: {
            /**
             * Name
             * @description Left out: in words of its own.
             * @default
             */
            name: string;
            /**
             * Metric
             * @default lost
             * @enum {string}
             */
            metric: "goodput" | "arrivals" | "mean" | "p50" | "p95" | "p99" | "error_rate" | "availability" | "lag" | "seconds_behind" | "in_flight" | "utilisation" | "instances" | "lost" | "dead_letters" | "dropped" | "expired" | "duplicate_deliveries" | "duplicate_effects" | "redelivered" | "order_violations" | "failed" | "retries" | "late_replies" | "sagas_committed" | "sagas_compensated" | "sagas_stuck" | "sagas_unfinished";
            /**
             * Of
             * @description A node or an edge. Left out: of the whole diagram.
             * @default null
             */
            target: string | null;
            /**
             * Over the last
             * @description Left out: everything since the warm-up. Levels, such as lag, are of the moment.
             * @default null
             */
            windowSeconds: number | null;
            /**
             * Tolerance
             * @default {
             *       "kind": "comparison",
             *       "operator": "<=",
             *       "value": 0
             *     }
             */
            tolerance: components["schemas"]["InRange"] | components["schemas"]["Compared"];
            /**
             * While it is broken too
             * @description On: it must hold at every check of the method. Off: it may recover after.
             * @default false
             */
            during: boolean;
        };
        /**
         * InRange
         * @description From low to high, both included.
         */
        InRange: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "range";
            /**
             * From
             * @default 0
             */
            low: number;
            /**
             * To
             * @default 100
             */
            high: number;
        };
        /** Inject */
        Inject: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "inject";
            /** Fault */
            fault: components["schemas"]["Crash"] | components["schemas"]["BrokerNodeLoss"] | components["schemas"]["LeaderLoss"] | components["schemas"]["ZoneLoss"] | components["schemas"]["NetworkPartition"] | components["schemas"]["AddedLatency"] | components["schemas"]["PacketLoss"] | components["schemas"]["ErrorRate"] | components["schemas"]["Slow"] | components["schemas"]["Stuck"] | components["schemas"]["Duplicate"] | components["schemas"]["Reorder"] | components["schemas"]["Poison"] | components["schemas"]["TrafficSpike"] | components["schemas"]["KeySkew"] | components["schemas"]["MemoryAlarm"] | components["schemas"]["DiskFull"] | components["schemas"]["Throttle"] | components["schemas"]["ClockSkew"] | components["schemas"]["RebalanceStorm"] | components["schemas"]["CrashBeforeAck"];
        };
        /**
         * Instances
         * @description Of a station, at the end of the run.
         */
        Instances: {
            /** Up */
            up: number;
            /** Wanted */
            wanted: number;
            /** Meanup */
            meanUp: number;
            /**
             * Autoscaledbetween
             * @default null
             */
            autoscaledBetween: [
                number,
                number
            ] | null;
        };
        JsonValue: unknown;
        /** KafkaCluster */
        KafkaCluster: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "kafka";
            /**
             * Version
             * @description 3.9: producers do not linger unless told to.
             * @default 4.0
             * @enum {string}
             */
            version: "4.0" | "3.9";
            /**
             * Brokers
             * @description Partitions and their replicas are spread over them.
             * @default 3
             */
            brokers: number;
            /**
             * Zones
             * @description The servers stand in these availability zones in turn. None named: all in the broker's own zone.
             * @default []
             */
            zones: string[];
            /**
             * Publish latency
             * @description From send to readable, without lingering.
             * @default 5
             */
            latencyMs: number;
            /**
             * Delivery timeout
             * @description How long a producer keeps trying while the cluster is down or has too few replicas in sync.
             * @default 120000
             */
            deliveryTimeoutMs: number;
            /**
             * Session timeout
             * @description A crashed member's partitions stand still this long. Below 6 s only if the broker's minimum is lowered.
             * @default 45000
             */
            sessionTimeoutMs: number;
            /**
             * Heartbeat interval
             * @description Shorter than the session timeout, usually at most a third of it.
             * @default 3000
             */
            heartbeatIntervalMs: number;
            /**
             * Maximum poll interval
             * @description A consumer that works longer on what one poll gave it leaves its group.
             * @default 300000
             */
            maxPollIntervalMs: number;
            /**
             * Records a poll
             * @default 500
             */
            maxPollRecords: number;
            /**
             * Auto-commit interval
             * @description What was handled since the last commit comes again after a crash. 0: committed after every message.
             * @default 5000
             */
            autoCommitIntervalMs: number;
            /**
             * Rebalance takes
             * @description Until the members have joined and know their partitions; they join with their next heartbeat.
             * @default 3000
             */
            rebalanceMs: number;
            /**
             * Leader election takes
             * @description Once the loss of the old leader is known.
             * @default 50
             */
            electionMs: number;
            /**
             * Replication lag
             * @description How far followers are behind their leader.
             * @default 2
             */
            replicationMs: number;
            /**
             * Broker failure noticed after
             * @description Its partitions have no leader until then.
             * @default 9000
             */
            failureDetectionMs: number;
        };
        /** KafkaTopic */
        KafkaTopic: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "kafka_topic";
            /**
             * Partitions
             * @description A group works on at most this many messages at once.
             * @default 6
             */
            partitions: number;
            /**
             * Replication factor
             * @description Copies of each partition, its leader's included; at most as many as there are brokers.
             * @default 3
             */
            replicationFactor: number;
            /**
             * In-sync replicas needed
             * @description With fewer, a publish with acks=all fails. More than there are copies: every such publish fails.
             * @default 1
             */
            minInsyncReplicas: number;
            /**
             * Retention time
             * @description Older messages are deleted, read or not. Left out: kept for ever.
             * @default 604800000
             */
            retentionMs: number | null;
            /**
             * Retention size
             * @description The oldest messages beyond it are deleted, read or not. Left out: no limit.
             * @default null
             */
            retentionBytes: number | null;
            /**
             * Largest batch
             * @description A single message that is larger is refused for good; a batch is cut up and sent again.
             * @default 1048588
             */
            maxMessageBytes: number;
            /**
             * Unclean leader election
             * @description With no replica in sync left, one that is behind takes over and what it lacks is lost. Off: waits.
             * @default false
             */
            uncleanLeaderElection: boolean;
            /**
             * Replayable history
             * @description How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
             * @default 2000
             */
            history: number;
        };
        /**
         * KeySkew
         * @description A share of what a source sends has one and the same key.
         */
        KeySkew: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "key_skew";
            /**
             * On one key
             * @default 80
             */
            percent: number;
        };
        /**
         * Latency
         * @description Percentiles from a histogram whose buckets are 1.6 % wide. One run gives no interval for them: replicate it.
         */
        Latency: {
            /** Count */
            count: number;
            /** Meanms */
            meanMs: number;
            /** @default null */
            meanInterval: components["schemas"]["Estimate"] | null;
            /** P50Ms */
            p50Ms: number;
            /** P90Ms */
            p90Ms: number;
            /** P95Ms */
            p95Ms: number;
            /** P99Ms */
            p99Ms: number;
            /** P999Ms */
            p999Ms: number;
            /** Maxms */
            maxMs: number;
        };
        /**
         * LeaderLoss
         * @description A partition loses its leader; nobody writes or reads it until another is elected.
         */
        LeaderLoss: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "leader_loss";
            /**
             * Partition
             * @description Counted from 0.
             * @default 0
             */
            partition: number;
        };
        /**
         * Ledger
         * @description Every message once for each subscription that must receive it. Sync calls are in `Requests`.
         *
         *     published = completed + deadLettered + expired + dropped + lost + inFlight, always.
         */
        Ledger: {
            /** Published */
            published: number;
            /** Completed */
            completed: number;
            /** Deadlettered */
            deadLettered: number;
            /** Expired */
            expired: number;
            /** Dropped */
            dropped: number;
            /** Lost */
            lost: number;
            /** Inflight */
            inFlight: number;
            /** Balanced */
            balanced: boolean;
            /** Redelivered */
            redelivered: number;
            /** Duplicatedeliveries */
            duplicateDeliveries: number;
            /** Duplicateeffects */
            duplicateEffects: number;
        };
        /** ListedDiagram */
        ListedDiagram: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Title */
            title: string;
            /** Revision */
            revision: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Nodecount */
            nodeCount: number;
            /** Edgecount */
            edgeCount: number;
            /** Kinds */
            kinds: string[];
        };
        /** ListedDiagrams */
        ListedDiagrams: components["schemas"]["ListedDiagram"][];
        /** ListedRevision */
        ListedRevision: {
            /** Revision */
            revision: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Reason */
            reason: string;
            /** Nodecount */
            nodeCount: number;
            /** Edgecount */
            edgeCount: number;
        };
        /** ListedRevisions */
        ListedRevisions: components["schemas"]["ListedRevision"][];
        /** ListedTemplate */
        ListedTemplate: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Pattern */
            pattern: string;
            /**
             * Group
             * @enum {string}
             */
            group: "pattern" | "lesson";
            story: components["schemas"]["Story"];
            /** Nodekinds */
            nodeKinds: string[];
        };
        /** ListedTemplates */
        ListedTemplates: components["schemas"]["ListedTemplate"][];
        /**
         * LogNormal
         * @description Given by its median and the 99th percentile, which people can read off a dashboard.
         */
        LogNormal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "lognormal";
            /**
             * Median
             * @default 8
             */
            median: number;
            /**
             * 99th percentile
             * @default 40
             */
            p99: number;
        };
        /**
         * LoggedCommand
         * @description A line of a run's log: (document, seed, log) replays the run exactly.
         */
        LoggedCommand: {
            /** At */
            at: number;
            /** Command */
            command: components["schemas"]["Pause"] | components["schemas"]["Resume"] | components["schemas"]["Step"] | components["schemas"]["SetSpeed"] | components["schemas"]["Inject"] | components["schemas"]["Strike"] | components["schemas"]["Unleash"] | components["schemas"]["Heal"] | components["schemas"]["HealAll"] | components["schemas"]["Operate"] | components["schemas"]["Stop"];
            /**
             * Faultid
             * @default null
             */
            faultId: string | null;
            /**
             * Events
             * @default null
             */
            events: number | null;
            /**
             * Faults
             * @default []
             */
            faults: (components["schemas"]["Crash"] | components["schemas"]["BrokerNodeLoss"] | components["schemas"]["LeaderLoss"] | components["schemas"]["ZoneLoss"] | components["schemas"]["NetworkPartition"] | components["schemas"]["AddedLatency"] | components["schemas"]["PacketLoss"] | components["schemas"]["ErrorRate"] | components["schemas"]["Slow"] | components["schemas"]["Stuck"] | components["schemas"]["Duplicate"] | components["schemas"]["Reorder"] | components["schemas"]["Poison"] | components["schemas"]["TrafficSpike"] | components["schemas"]["KeySkew"] | components["schemas"]["MemoryAlarm"] | components["schemas"]["DiskFull"] | components["schemas"]["Throttle"] | components["schemas"]["ClockSkew"] | components["schemas"]["RebalanceStorm"] | components["schemas"]["CrashBeforeAck"])[];
            /**
             * Refused
             * @default null
             */
            refused: string | null;
        };
        /**
         * Measured
         * @description One time that was seen, and how often.
         */
        Measured: {
            /**
             * Time
             * @default 10
             */
            ms: number;
            /**
             * Weight
             * @description How often, against the other times.
             * @default 1
             */
            weight: number;
        };
        /**
         * MemoryAlarm
         * @description RabbitMQ blocks everybody who publishes until it has memory again; who consumes goes on.
         */
        MemoryAlarm: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "memory_alarm";
        };
        /** MessageHistory */
        MessageHistory: {
            /** Run */
            run: string;
            /** At */
            at: number;
            /** Id */
            id: number;
            /** Steps */
            steps: components["schemas"]["TraceStep"][];
            /** Complete */
            complete: boolean;
            /** Ended */
            ended: boolean;
            /** Nodes */
            nodes: string[];
            /** Edges */
            edges: string[];
            /** Begun */
            begun: number | null;
            /** Seconds */
            seconds: number | null;
            /** Attempts */
            attempts: number;
        };
        /**
         * Method
         * @description Times count from the moment at which the method begins.
         */
        Method: {
            /**
             * Faults
             * @default []
             */
            faults: (components["schemas"]["Crash"] | components["schemas"]["BrokerNodeLoss"] | components["schemas"]["LeaderLoss"] | components["schemas"]["ZoneLoss"] | components["schemas"]["NetworkPartition"] | components["schemas"]["AddedLatency"] | components["schemas"]["PacketLoss"] | components["schemas"]["ErrorRate"] | components["schemas"]["Slow"] | components["schemas"]["Stuck"] | components["schemas"]["Duplicate"] | components["schemas"]["Reorder"] | components["schemas"]["Poison"] | components["schemas"]["TrafficSpike"] | components["schemas"]["KeySkew"] | components["schemas"]["MemoryAlarm"] | components["schemas"]["DiskFull"] | components["schemas"]["Throttle"] | components["schemas"]["ClockSkew"] | components["schemas"]["RebalanceStorm"] | components["schemas"]["CrashBeforeAck"])[];
            /**
             * Operations
             * @default []
             */
            operations: (components["schemas"]["Seek"] | components["schemas"]["Redrive"] | components["schemas"]["Scale"] | components["schemas"]["Purge"] | components["schemas"]["Tune"])[];
        };
        /**
         * MetricDifference
         * @description One number of both runs over time. Values stand at `times` of the comparison; None where a run has no frame.
         */
        MetricDifference: {
            /** Metric */
            metric: string;
            /** Node */
            node: string | null;
            /** Edge */
            edge: string | null;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** A */
            a: (number | null)[];
            /** B */
            b: (number | null)[];
            /** Largest */
            largest: number;
            /** At */
            at: number | null;
            /** Notable */
            notable: boolean;
        };
        /**
         * Monkey
         * @description Strikes at random within its blast radius; the same seed strikes the same way.
         */
        Monkey: {
            /**
             * Blast radius
             * @description Nodes, edges and zones that may be struck, with what lives in them and what runs between them. None named: everything.
             * @default []
             */
            targets: string[];
            /**
             * Kinds of fault
             * @description Each is as likely.
             * @default [
             *       "crash",
             *       "slow",
             *       "error_rate",
             *       "latency"
             *     ]
             */
            kinds: ("crash" | "broker_node_loss" | "leader_loss" | "zone_loss" | "partition" | "latency" | "packet_loss" | "error_rate" | "slow" | "stuck" | "duplicate" | "reorder" | "poison" | "traffic_spike" | "key_skew" | "memory_alarm" | "disk_full" | "throttle" | "clock_skew" | "rebalance_storm" | "crash_before_ack")[];
            /**
             * Faults
             * @description On average, at random moments. More often, no effect could be told from the one before.
             * @default 6
             */
            perMinute: number;
            /**
             * At once
             * @description What would be one more is left out.
             * @default 1
             */
            atMost: number;
            /**
             * Lasts at least
             * @default 5
             */
            shortestSeconds: number;
            /**
             * Lasts at most
             * @default 20
             */
            longestSeconds: number;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description No fault begins later; the last ones run out.
             * @default 120
             */
            durationSeconds: number;
            /**
             * Seed
             * @description Left out: the run's.
             * @default null
             */
            seed: number | null;
        };
        /** NatsServers */
        NatsServers: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "nats";
            /**
             * Servers
             * @description Streams keep their replicas on them.
             * @default 3
             */
            nodes: number;
            /**
             * Zones
             * @description The servers stand in these availability zones in turn. None named: all in the broker's own zone.
             * @default []
             */
            zones: string[];
            /**
             * Publish latency
             * @description From publish to stored and acknowledged.
             * @default 1
             */
            latencyMs: number;
            /**
             * Publisher gives up after
             * @description While the stream has no majority.
             * @default 5000
             */
            deliveryTimeoutMs: number;
            /**
             * Largest payload
             * @description Clients refuse to publish what is larger.
             * @default 1048576
             */
            maxPayloadBytes: number;
        };
        /** NatsStream */
        NatsStream: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "nats_stream";
            /**
             * Retention
             * @description limits: kept until a limit is reached. interest: until every consumer has acknowledged. work_queue: until acknowledged, and each message has one consumer.
             * @default limits
             * @enum {string}
             */
            retention: "limits" | "interest" | "work_queue";
            /**
             * Maximum messages
             * @description Left out: no limit.
             * @default null
             */
            maxMessages: number | null;
            /**
             * Largest message
             * @description A larger one is refused. Left out: what the servers take.
             * @default null
             */
            maxMessageBytes: number | null;
            /**
             * Maximum age
             * @description Older messages are deleted. Left out: never.
             * @default null
             */
            maxAgeMs: number | null;
            /**
             * When full
             * @description old: the oldest goes. new: the publisher is refused.
             * @default old
             * @enum {string}
             */
            discard: "old" | "new";
            /**
             * Duplicate window
             * @description A message with an id seen within it is dropped. Not longer than the maximum age.
             * @default 120000
             */
            duplicateWindowMs: number;
            /**
             * Replicas
             * @description A majority must be there to publish; at most as many as there are servers.
             * @default 3
             */
            replicas: number;
            /**
             * Acknowledged within
             * @description A message that was not acknowledged by then comes again.
             * @default 30000
             */
            ackWaitMs: number;
            /**
             * Deliveries at most
             * @description Then the message stays in the stream and is not delivered again. Left out: no limit.
             * @default null
             */
            maxDeliver: number | null;
            /**
             * Unacknowledged at most
             * @description Then delivery pauses, for all consumers of the group.
             * @default 1000
             */
            maxAckPending: number;
            /**
             * Replayable history
             * @description How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
             * @default 2000
             */
            history: number;
        };
        /**
         * NetworkPartition
         * @description Nothing gets over an edge, in either direction.
         */
        NetworkPartition: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "partition";
        };
        /**
         * NewDiagram
         * @description A document, or the name of a template, or neither for an empty diagram.
         */
        NewDiagram: {
            /**
             * Document
             * @default null
             */
            document: components["schemas"]["Document"] | null;
            /**
             * Template
             * @default null
             */
            template: string | null;
        };
        /** NewLink */
        NewLink: {
            /**
             * Expiresindays
             * @default null
             */
            expiresInDays: number | null;
        };
        /**
         * NewStudy
         * @description What is to be studied: one of the kinds.
         */
        NewStudy: components["schemas"]["ReplicationsSpec"] | components["schemas"]["SweepSpec"] | components["schemas"]["SolveSpec"] | components["schemas"]["ExperimentSpec"];
        /** NodeGauges */
        NodeGauges: {
            /**
             * State
             * @enum {string}
             */
            state: "ok" | "warn" | "down";
            /**
             * Why
             * @default
             */
            why: string;
            /** Arrived */
            arrived: number;
            /** Completed */
            completed: number;
            /** Failed */
            failed: number;
            /**
             * Deadlettered
             * @default 0
             */
            deadLettered: number;
            /** Inrate */
            inRate: number;
            /** Outrate */
            outRate: number;
            /**
             * Busy
             * @default 0
             */
            busy: number;
            /**
             * Slots
             * @default 0
             */
            slots: number;
            /**
             * Instances
             * @default null
             */
            instances: number | null;
            /**
             * Utilisation
             * @default 0
             */
            utilisation: number;
            /**
             * Waiting
             * @default 0
             */
            waiting: number;
            /**
             * Waitingbypartition
             * @default []
             */
            waitingByPartition: number[];
            /**
             * Behind
             * @default null
             */
            behind: number | null;
            /**
             * P50Ms
             * @default null
             */
            p50Ms: number | null;
            /**
             * P99Ms
             * @default null
             */
            p99Ms: number | null;
            /**
             * Retries
             * @default 0
             */
            retries: number;
            /** @default null */
            sagas: components["schemas"]["Sagas"] | null;
        };
        /** NodeMessages */
        NodeMessages: {
            /** Node */
            node: string;
            /** At */
            at: number;
            /** Total */
            total: number;
            /** Waiting */
            waiting: number;
            /** Messages */
            messages: components["schemas"]["WaitingMessage"][];
            /** Redrivable */
            redrivable: boolean;
        };
        /** NodeResult */
        NodeResult: {
            /** Kind */
            kind: string;
            /** Name */
            name: string;
            /** Arrived */
            arrived: number;
            /** Completed */
            completed: number;
            /** Failed */
            failed: number;
            /** Retries */
            retries: number;
            /** Deadlettered */
            deadLettered: number;
            /** Dropped */
            dropped: number;
            /** Refused */
            refused: number;
            /** Lost */
            lost: number;
            /** Utilisation */
            utilisation: number | null;
            /** @default null */
            utilisationInterval: components["schemas"]["Estimate"] | null;
            /** Meanwaiting */
            meanWaiting: number;
            /** @default null */
            meanWaitingInterval: components["schemas"]["Estimate"] | null;
            /** Waiting */
            waiting: number;
            latency: components["schemas"]["Latency"] | null;
            /**
             * Duplicateeffects
             * @default 0
             */
            duplicateEffects: number;
            /**
             * Deduplicated
             * @default 0
             */
            deduplicated: number;
            /**
             * Conflicts
             * @default 0
             */
            conflicts: number;
            /**
             * Causes
             * @default {}
             */
            causes: {
                [key: string]: number;
            };
            /** @default null */
            ledger: components["schemas"]["Ledger"] | null;
            /** @default null */
            instances: components["schemas"]["Instances"] | null;
            /** @default null */
            sagas: components["schemas"]["Sagas"] | null;
            /** @default null */
            consistency: components["schemas"]["Consistency"] | null;
        };
        /**
         * Operate
         * @description What an operator does: seek, redrive, scale, purge, tune.
         */
        Operate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "operate";
            /** Operation */
            operation: components["schemas"]["Seek"] | components["schemas"]["Redrive"] | components["schemas"]["Scale"] | components["schemas"]["Purge"] | components["schemas"]["Tune"];
        };
        /** Outbox */
        Outbox: {
            /**
             * Relay every
             * @description How often written events are picked up and published.
             * @default 100
             */
            relayIntervalMs: number;
        };
        /**
         * Outcome
         * @description One way handling can end well, and what is sent then.
         */
        Outcome: {
            /**
             * Name
             * @default done
             */
            name: string;
            /**
             * Weight
             * @description How often, against the other outcomes.
             * @default 1
             */
            weight: number;
            /**
             * Sends
             * @default []
             */
            emits: string[];
        };
        /**
         * PacketLoss
         * @description A share of what goes over an edge does not arrive; who waits for it tries again or gives up.
         */
        PacketLoss: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "packet_loss";
            /**
             * Lost
             * @default 5
             */
            percent: number;
        };
        /**
         * Parameter
         * @description A setting of the diagram, by its path, and the values that it is to have: a list, or a range.
         */
        Parameter: {
            /** Path */
            path: string;
            /**
             * Values
             * @default null
             */
            values: (boolean | number | string)[] | null;
            /** @default null */
            range: components["schemas"]["Range"] | null;
        };
        /**
         * PathResult
         * @description From a source to where its messages end, over all routes between the two.
         */
        PathResult: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            latency: components["schemas"]["Latency"];
        };
        /** Pause */
        Pause: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "pause";
        };
        /** Point */
        Point: {
            /** Values */
            values: {
                [key: string]: boolean | number | string;
            };
            /** Runs */
            runs: number;
            /** Cutshort */
            cutShort: number;
            /** Estimates */
            estimates: {
                [key: string]: components["schemas"]["Estimate"];
            };
            /** Differences */
            differences: {
                [key: string]: components["schemas"]["Estimate"];
            };
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * Poison
         * @description A share of the messages fails whenever it is handled, however often it is tried.
         */
        Poison: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "poison";
            /**
             * Poison
             * @default 1
             */
            percent: number;
        };
        /** PoissonArrivals */
        PoissonArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "poisson";
            /**
             * Rate
             * @description Independent arrivals.
             * @default 100
             */
            perSecond: number;
        };
        /** Position */
        Position: {
            /**
             * X
             * @default 0
             */
            x: number;
            /**
             * Y
             * @default 0
             */
            y: number;
        };
        /**
         * Probe
         * @description One number of the system, and what it may be.
         */
        Probe: {
            /**
             * Name
             * @description Left out: in words of its own.
             * @default
             */
            name: string;
            /**
             * Metric
             * @default lost
             * @enum {string}
             */
            metric: "goodput" | "arrivals" | "mean" | "p50" | "p95" | "p99" | "error_rate" | "availability" | "lag" | "seconds_behind" | "in_flight" | "utilisation" | "instances" | "lost" | "dead_letters" | "dropped" | "expired" | "duplicate_deliveries" | "duplicate_effects" | "redelivered" | "order_violations" | "failed" | "retries" | "late_replies" | "sagas_committed" | "sagas_compensated" | "sagas_stuck" | "sagas_unfinished";
            /**
             * Of
             * @description A node or an edge. Left out: of the whole diagram.
             * @default null
             */
            target: string | null;
            /**
             * Over the last
             * @description Left out: everything since the warm-up. Levels, such as lag, are of the moment.
             * @default null
             */
            windowSeconds: number | null;
            /**
             * Tolerance
             * @default {
             *       "kind": "comparison",
             *       "operator": "<=",
             *       "value": 0
             *     }
             */
            tolerance: components["schemas"]["InRange"] | components["schemas"]["Compared"];
        };
        /** ProbeOutcome */
        ProbeOutcome: {
            /** Words */
            words: string;
            /** Tolerance */
            tolerance: string;
            /** Unit */
            unit: string;
            /** Low */
            low: number | null;
            /** High */
            high: number | null;
            /** Mustholdduring */
            mustHoldDuring: boolean;
            /** @default null */
            before: components["schemas"]["Checked"] | null;
            /** @default null */
            during: components["schemas"]["Checked"] | null;
            /** @default null */
            duringOpposite: components["schemas"]["Checked"] | null;
            /** @default null */
            after: components["schemas"]["Checked"] | null;
            /**
             * Deviatedat
             * @default null
             */
            deviatedAt: number | null;
            /**
             * Recoveredafterseconds
             * @default null
             */
            recoveredAfterSeconds: number | null;
            /**
             * Times
             * @default []
             */
            times: number[];
            /**
             * Values
             * @default []
             */
            values: (number | null)[];
        };
        /** Problems */
        Problems: {
            /** Problems */
            problems: components["schemas"]["DocumentProblem"][];
        };
        /**
         * Projection
         * @description A read model: folds events into a view, behind by however long that takes.
         */
        Projection: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Concurrency
             * @description Events applied at once.
             * @default 4
             */
            concurrency: number;
            /**
             * Time an event or query
             * @default {
             *       "kind": "exponential",
             *       "mean": 3
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "projection";
            /**
             * Retries
             * @default {
             *       "maxRetries": 3,
             *       "backoff": "exponential",
             *       "baseMs": 100,
             *       "factor": 2,
             *       "maxMs": 60000,
             *       "jitter": "equal",
             *       "mode": "retry_topic"
             *     }
             */
            retry: components["schemas"]["RetryPolicy"];
            /**
             * Idempotent
             * @description A redelivered event changes nothing.
             * @default true
             */
            idempotent: boolean;
            /**
             * Remembered
             * @description shared: in a store that all instances ask. memory: by each instance, gone with it. inbox: in the same transaction as the work, so that a crash leaves both or neither.
             * @default shared
             * @enum {string}
             */
            idempotencyStore: "shared" | "memory" | "inbox";
            /**
             * Remembered for
             * @description Left out: for good.
             * @default 300
             */
            idempotencyWindowSeconds: number | null;
        };
        /**
         * Publish
         * @description Sends events into a channel, without waiting for who reads them.
         */
        Publish: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * Publisher confirms
             * @description Off: what the broker had not stored when it went down is lost and nobody notices.
             * @default true
             */
            confirms: boolean;
            /**
             * Persistent
             * @description Off: lost when a classic queue's node restarts. Quorum queues store everything.
             * @default true
             */
            persistent: boolean;
            /**
             * Priority
             * @description Up to the queue's highest. A quorum queue has two levels since 4.0, above 4 is high; since 4.3 it has 32. Left out: 0, and 4 in quorum queues since 4.3.
             * @default null
             */
            priority: number | null;
            /**
             * Time to live
             * @description Of each message; the shorter of this and the queue's counts. Left out: the queue's.
             * @default null
             */
            ttlMs: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "publish";
            /**
             * Carries
             * @description Only these of the sender's events; none named: all.
             * @default []
             */
            eventTypes: string[];
            /**
             * Routing key
             * @description For exchanges. Left empty: the event type's id.
             * @default
             */
            routingKey: string;
            /**
             * Extra latency
             * @description Added to the broker's own.
             * @default 0
             */
            latencyMs: number;
            /**
             * Headers
             * @description In addition to the event type's own; exchanges of type headers and SNS filters look at them.
             * @default {}
             */
            headers: {
                [key: string]: string;
            };
            /**
             * Acknowledged by
             * @description all: every replica in sync. 1: the leader; lost if it dies before the others have it. 0: not waited for.
             * @default all
             * @enum {string}
             */
            acks: "all" | "1" | "0";
            /**
             * Linger
             * @description How long a batch waits to fill. Left out: 5 ms in version 4, 0 before. At most the delivery timeout.
             * @default null
             */
            lingerMs: number | null;
            /**
             * Batch size
             * @description A full batch is sent at once; unkeyed messages stay on one partition for a batch. 0: no batches.
             * @default 16384
             */
            batchBytes: number;
            /**
             * Batches in flight
             * @default 5
             */
            maxInFlight: number;
            /**
             * Largest request
             * @description The producer itself refuses a message that is larger.
             * @default 1048576
             */
            maxRequestBytes: number;
            /**
             * Mandatory
             * @description What no queue takes is returned to the publisher. Off: it is dropped.
             * @default false
             */
            mandatory: boolean;
            /**
             * Delay
             * @description Of each message, instead of the queue's. Standard queues only.
             * @default null
             */
            delaySeconds: number | null;
            /**
             * Messages a send call
             * @description Of those sent within a second. FIFO queues take 300 calls a second, so up to 3,000 messages in batches. Waiting for a batch takes no time here; the extra latency can stand for it.
             * @default 1
             */
            sendBatch: number;
        };
        /**
         * Purge
         * @description Everything that waits in a queue is thrown away.
         */
        Purge: {
            /**
             * Where
             * @description The id of a node or an edge.
             */
            target: string;
            /**
             * At
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "purge";
        };
        /** RabbitMq */
        RabbitMq: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rabbitmq";
            /**
             * Version
             * @description 3.13: a quorum queue has no delivery limit unless it is given one. 4.3: a nack that requeues does not count to it, a quorum queue has 32 priorities, and only quorum queues time out acknowledgements.
             * @default 4.0
             * @enum {string}
             */
            version: "4.0" | "3.13" | "4.3";
            /**
             * Nodes
             * @description Quorum queues keep their replicas on them.
             * @default 3
             */
            nodes: number;
            /**
             * Zones
             * @description The servers stand in these availability zones in turn. None named: all in the broker's own zone.
             * @default []
             */
            zones: string[];
            /**
             * Publish latency
             * @description From publish to ready in the queue.
             * @default 1
             */
            latencyMs: number;
            /**
             * Publisher gives up after
             * @description While the broker is down or blocks its publishers.
             * @default 30000
             */
            deliveryTimeoutMs: number;
            /**
             * Largest message
             * @description The channel of who publishes a larger one is closed. Left out: 16 MiB, and 128 MiB before 4.0.
             * @default null
             */
            maxMessageBytes: number | null;
            /**
             * Acknowledgement timeout
             * @description A consumer that holds a message longer is cut off and its messages go back to the queue.
             * @default 1800000
             */
            consumerTimeoutMs: number;
        };
        /** RabbitMqExchange */
        RabbitMqExchange: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rabbitmq_exchange";
            /**
             * Type
             * @description direct: binding key equals routing key. topic: * is one word, # any number. fanout: all. headers: by the message's headers.
             * @default topic
             * @enum {string}
             */
            exchangeType: "direct" | "topic" | "fanout" | "headers";
            /**
             * Alternate exchange
             * @description Takes what no binding takes. Left out: it is dropped, or returned if published as mandatory.
             * @default null
             */
            alternateExchange: string | null;
        };
        /** RabbitMqQueue */
        RabbitMqQueue: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rabbitmq_queue";
            /**
             * Type
             * @default quorum
             * @enum {string}
             */
            queueType: "quorum" | "classic";
            /**
             * Delivery limit
             * @description A quorum queue gives a message up that comes back more often than this; 0: the first time, -1: never. Left out, it is 20 since 4.0, and before there is no limit. 3.13 does not know -1.
             * @default null
             */
            deliveryLimit: number | null;
            /**
             * Time to live
             * @description A message that waits longer expires. Left out: never.
             * @default null
             */
            messageTtlMs: number | null;
            /**
             * Maximum length
             * @description Of messages that wait. Left out: no limit.
             * @default null
             */
            maxLength: number | null;
            /**
             * Maximum size
             * @description Of messages that wait. Left out: no limit.
             * @default null
             */
            maxLengthBytes: number | null;
            /**
             * When full
             * @description drop-head: the oldest goes, to the dead letters if there are any. reject-publish: the publisher gets a nack. reject-publish-dlx: that, and the message is dead-lettered; classic queues only.
             * @default drop-head
             * @enum {string}
             */
            overflow: "drop-head" | "reject-publish" | "reject-publish-dlx";
            /**
             * Dead-lettering
             * @description at-most-once: published without confirms, so that a dead letter can get lost. at-least-once: quorum queues only, and only with reject-publish; with drop-head it silently falls back to at-most-once.
             * @default at-most-once
             * @enum {string}
             */
            deadLetterStrategy: "at-most-once" | "at-least-once";
            /**
             * Highest priority
             * @description 0: no priorities. Classic queues only; a quorum queue has its own, two since 4.0 and 32 since 4.3.
             * @default 0
             */
            maxPriority: number;
            /**
             * Replicas
             * @description Of a quorum queue; it needs more than half of them. At most one on each node is used.
             * @default 3
             */
            replicas: number;
            /**
             * Single active consumer
             * @description One consumer gets everything, in order; the next takes over when it is gone.
             * @default false
             */
            singleActiveConsumer: boolean;
        };
        /**
         * RampArrivals
         * @description Poisson arrivals whose rate goes in a straight line from one value to another, and stays there.
         */
        RampArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "ramp";
            /**
             * From
             * @default 10
             */
            fromPerSecond: number;
            /**
             * To
             * @default 200
             */
            toPerSecond: number;
            /**
             * Within
             * @default 60
             */
            overSeconds: number;
        };
        /**
         * Range
         * @description From the first to the last at most, in equal steps; or so many values in equal steps or equal ratios.
         */
        Range: {
            /** First */
            first: number;
            /** Last */
            last: number;
            /**
             * Step
             * @default null
             */
            step: number | null;
            /**
             * Count
             * @default null
             */
            count: number | null;
            /**
             * Scale
             * @default linear
             * @enum {string}
             */
            scale: "linear" | "logarithmic";
        };
        /**
         * RateLimit
         * @description A token bucket: work starts only with a token.
         */
        RateLimit: {
            /**
             * Rate
             * @default 100
             */
            perSecond: number;
            /**
             * Burst
             * @description Tokens that may have been saved up.
             * @default 10
             */
            burst: number;
        };
        /** RateStep */
        RateStep: {
            /**
             * From
             * @default 0
             */
            atSeconds: number;
            /**
             * Rate
             * @default 100
             */
            perSecond: number;
        };
        /**
         * Read
         * @description Reads from a store or a read model and waits for it.
         */
        Read: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * When handling
             * @description Only for these event types; none named: always.
             * @default []
             */
            on: string[];
            /**
             * Timeout
             * @description The caller's slot is held until then.
             * @default 2000
             */
            timeoutMs: number;
            /**
             * Network latency
             * @description Each way.
             * @default 0.5
             */
            latencyMs: number;
            /**
             * Retries
             * @description Of the call itself, when it failed.
             * @default 0
             */
            retries: number;
            /**
             * Backoff
             * @description What a retry waits for. Left out: it is made right after the failure.
             * @default null
             */
            backoff: components["schemas"]["Backoff"] | null;
            /**
             * Bulkhead
             * @description Open at once; more fail right away. Left out: no limit.
             * @default null
             */
            maxConcurrent: number | null;
            /**
             * Circuit breaker
             * @default null
             */
            circuitBreaker: components["schemas"]["CircuitBreaker"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "read";
        };
        /**
         * RebalanceStorm
         * @description Members come and go, so that the group rebalances again and again.
         */
        RebalanceStorm: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rebalance_storm";
            /**
             * Every
             * @default 10
             */
            everySeconds: number;
        };
        /** RedisServer */
        RedisServer: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "redis";
            /**
             * XADD latency
             * @default 0.5
             */
            latencyMs: number;
            /**
             * Producer gives up after
             * @description While the server is down.
             * @default 5000
             */
            deliveryTimeoutMs: number;
            /**
             * Largest value
             * @description The connection of who sends a larger one is closed.
             * @default 536870912
             */
            maxBulkBytes: number;
            /**
             * Append-only file synced
             * @description everysec: a crash loses up to a second of writes. always: nothing. no: what the system had not written.
             * @default everysec
             * @enum {string}
             */
            appendfsync: "everysec" | "always" | "no";
            /**
             * Replicas
             * @description They follow asynchronously and one takes over.
             * @default 0
             */
            replicas: number;
            /**
             * Replication lag
             * @description What was acknowledged and not yet replicated is lost in a failover.
             * @default 1
             */
            replicationMs: number;
            /**
             * Failover after
             * @description Until a replica has taken over.
             * @default 30000
             */
            failoverMs: number;
        };
        /** RedisStream */
        RedisStream: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "redis_stream";
            /**
             * Maximum length
             * @description The oldest entries beyond it are trimmed, read or not. Left out: never.
             * @default null
             */
            maxLength: number | null;
            /**
             * Approximate trimming
             * @description Only whole nodes of 100 entries are trimmed: a little more stays. Off: exact, and dearer.
             * @default true
             */
            approximate: boolean;
            /**
             * Claimed after
             * @description How long an entry of a dead consumer stays pending before another claims it.
             * @default 60000
             */
            claimMinIdleMs: number;
            /**
             * Claims every
             * @description How often consumers look for entries that others left pending.
             * @default 5000
             */
            claimIntervalMs: number;
            /**
             * Claims at once
             * @default 100
             */
            claimCount: number;
            /**
             * Replayable history
             * @description How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
             * @default 2000
             */
            history: number;
        };
        /**
         * Redrive
         * @description What lies in a dead letter queue goes back to where it came from.
         */
        Redrive: {
            /**
             * Where
             * @description The id of a node or an edge.
             */
            target: string;
            /**
             * At
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "redrive";
            /**
             * At most
             * @description Left out: as fast as it goes.
             * @default null
             */
            perSecond: number | null;
        };
        /** Refusal */
        Refusal: {
            /** Detail */
            detail: string;
        };
        /**
         * Reorder
         * @description A share of the messages is overtaken by those that follow.
         */
        Reorder: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reorder";
            /**
             * Overtaken
             * @default 10
             */
            percent: number;
            /**
             * Held back
             * @default 100
             */
            byMs: number;
        };
        /** ReplicationsResult */
        ReplicationsResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "replications";
            /** Seeds */
            seeds: number[];
            /** Simulatedseconds */
            simulatedSeconds: number;
            /** Events */
            events: number;
            /** Cutshort */
            cutShort: number[];
            /** Unobserved */
            unobserved: string[];
            /** Estimates */
            estimates: {
                [key: string]: components["schemas"]["Estimate"];
            };
            /** Values */
            values: {
                [key: string]: number[];
            };
        };
        /** ReplicationsSpec */
        ReplicationsSpec: {
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Untilseconds
             * @default null
             */
            untilSeconds: number | null;
            /**
             * Warmup
             * @default 0
             */
            warmUp: "mser5" | number;
            /**
             * Confidence
             * @default 0.95
             */
            confidence: number;
            /**
             * Scenario
             * @default null
             */
            scenario: string | null;
            /**
             * Maxevents
             * @default 5000000
             */
            maxEvents: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "replications";
            /**
             * Replications
             * @default 20
             */
            replications: number;
            /**
             * Metrics
             * @default null
             */
            metrics: string[] | null;
        };
        /**
         * Requests
         * @description Synchronous calls: sent = answered + failed + timedOut + refused + inFlight, always.
         */
        Requests: {
            /** Sent */
            sent: number;
            /** Answered */
            answered: number;
            /** Failed */
            failed: number;
            /** Timedout */
            timedOut: number;
            /** Refused */
            refused: number;
            /** Inflight */
            inFlight: number;
            /** Balanced */
            balanced: boolean;
            /**
             * Latereplies
             * @default 0
             */
            lateReplies: number;
            /**
             * Lostreplies
             * @default 0
             */
            lostReplies: number;
        };
        /** ResultDifference */
        ResultDifference: {
            /** Metric */
            metric: string;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** A */
            a: number | null;
            /** B */
            b: number | null;
            /** Changepercent */
            changePercent: number | null;
            /** Notable */
            notable: boolean;
            /** Better */
            better: ("a" | "b") | null;
        };
        /** Results */
        Results: {
            /** Title */
            title: string;
            /** Seed */
            seed: number;
            /** Simulatedseconds */
            simulatedSeconds: number;
            /**
             * Status
             * @enum {string}
             */
            status: "reached" | "budget reached" | "stopped";
            /** Events */
            events: number;
            /** Digest */
            digest: string;
            ledger: components["schemas"]["Ledger"];
            /**
             * Ledgerbytype
             * @default {}
             */
            ledgerByType: {
                [key: string]: components["schemas"]["Ledger"];
            };
            /**
             * Causes
             * @default {}
             */
            causes: {
                [key: string]: number;
            };
            requests: components["schemas"]["Requests"];
            sagas: components["schemas"]["Sagas"];
            /** Nodes */
            nodes: {
                [key: string]: components["schemas"]["NodeResult"];
            };
            /** Edges */
            edges: {
                [key: string]: components["schemas"]["EdgeResult"];
            };
            /**
             * Groups
             * @default []
             */
            groups: components["schemas"]["GroupResult"][];
            /** Paths */
            paths: components["schemas"]["PathResult"][];
            /**
             * Endings
             * @default []
             */
            endings: components["schemas"]["Ending"][];
        };
        /** Resume */
        Resume: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "resume";
        };
        /** RetryPolicy */
        RetryPolicy: {
            /**
             * Retries
             * @description Attempts after the first; then the message is dead-lettered, or dropped.
             * @default 3
             */
            maxRetries: number;
            /**
             * Backoff
             * @default exponential
             * @enum {string}
             */
            backoff: "none" | "fixed" | "exponential";
            /**
             * First delay
             * @default 100
             */
            baseMs: number;
            /**
             * Factor
             * @description Each delay is this many times the last.
             * @default 2
             */
            factor: number;
            /**
             * Longest delay
             * @default 60000
             */
            maxMs: number;
            /**
             * Jitter
             * @description Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
             * @default equal
             * @enum {string}
             */
            jitter: "none" | "equal" | "full" | "decorrelated";
            /**
             * While waiting
             * @description in_place: the slot and the partition wait. retry_topic: others go first, it comes back after its backoff. requeue: handed back by the broker's own means (nack, seek back, visibility timeout, left pending).
             * @default retry_topic
             * @enum {string}
             */
            mode: "in_place" | "retry_topic" | "requeue";
        };
        /** RevisionDocument */
        RevisionDocument: {
            /** Revision */
            revision: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Reason */
            reason: string;
            document: components["schemas"]["Document"];
        };
        /**
         * Rollback
         * @description What is done when the method has ended or was aborted. Times count from then.
         */
        Rollback: {
            /**
             * Heal all faults that are still on
             * @default true
             */
            heal: boolean;
            /**
             * Operations
             * @default []
             */
            operations: (components["schemas"]["Seek"] | components["schemas"]["Redrive"] | components["schemas"]["Scale"] | components["schemas"]["Purge"] | components["schemas"]["Tune"])[];
        };
        /** RunComparison */
        RunComparison: {
            a: components["schemas"]["Side"];
            b: components["schemas"]["Side"];
            /** Samedocument */
            sameDocument: boolean;
            /** Sameseed */
            sameSeed: boolean;
            /** Shareduntil */
            sharedUntil: number;
            /** Times */
            times: number[];
            /** Metrics */
            metrics: components["schemas"]["MetricDifference"][];
            /** Results */
            results: components["schemas"]["ResultDifference"][];
            divergence: components["schemas"]["Divergence"] | null;
            /** Divergencewords */
            divergenceWords: string;
        };
        /**
         * RunIndex
         * @description What of a run is kept, so that a timeline can be drawn and any moment be found.
         */
        RunIndex: {
            /** Firstsequence */
            firstSequence: number;
            /** Lastsequence */
            lastSequence: number;
            /** Firsttime */
            firstTime: number;
            /** Lasttime */
            lastTime: number;
            /** Points */
            points: components["schemas"]["FramePoint"][];
            /** Checkpoints */
            checkpoints: number[];
            /** Log */
            log: components["schemas"]["LoggedCommand"][];
        };
        /** RunInfo */
        RunInfo: {
            /** Id */
            id: string;
            /** Diagram */
            diagram: string;
            /** Revision */
            revision: number;
            /** Seed */
            seed: number;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "paused" | "finished" | "stopped" | "failed";
            /** Speed */
            speed: number;
            /**
             * Realspeed
             * @default null
             */
            realSpeed: number | null;
            /** Time */
            time: number;
            /** Untilseconds */
            untilSeconds: number;
            /**
             * Digest
             * @default null
             */
            digest: string | null;
            /** @default null */
            results: components["schemas"]["Results"] | null;
            /**
             * Reason
             * @default
             */
            reason: string;
            /**
             * Log
             * @default []
             */
            log: components["schemas"]["LoggedCommand"][];
            /**
             * Activity
             * @default waiting_for_worker
             * @enum {string}
             */
            activity: "waiting_for_worker" | "replaying" | "advancing" | "falling_behind" | "paused" | "paused_unwatched" | "ended";
            /**
             * Sequence
             * @default 0
             */
            sequence: number;
            /**
             * Progress
             * @default 0
             */
            progress: number;
            /**
             * Secondsleft
             * @default null
             */
            secondsLeft: number | null;
            /**
             * Parent
             * @default null
             */
            parent: string | null;
            /**
             * Parenttime
             * @default null
             */
            parentTime: number | null;
            /**
             * Unwatched
             * @default pause
             * @enum {string}
             */
            unwatched: "pause" | "keep";
            /**
             * Stepped
             * @default []
             */
            stepped: components["schemas"]["SteppedEvent"][];
        };
        /** RunPage */
        RunPage: {
            /** Runs */
            runs: components["schemas"]["RunSummary"][];
            /** Next */
            next: string | null;
        };
        /**
         * RunSummary
         * @description A row of the list of one's runs.
         */
        RunSummary: {
            /** Id */
            id: string;
            /** Diagram */
            diagram: string;
            /** Diagramtitle */
            diagramTitle: string;
            /** Revision */
            revision: number;
            /** Seed */
            seed: number;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "paused" | "finished" | "stopped" | "failed";
            /** Activity */
            activity: string;
            /** Reason */
            reason: string;
            /** Speed */
            speed: number;
            /** Time */
            time: number;
            /** Untilseconds */
            untilSeconds: number;
            /** Progress */
            progress: number;
            /** Secondsleft */
            secondsLeft: number | null;
            /** Parent */
            parent: string | null;
            /** Parenttime */
            parentTime: number | null;
            /** Commands */
            commands: number;
            /** Startedat */
            startedAt: string;
            /** Endedat */
            endedAt: string | null;
        };
        /** Runs */
        Runs: components["schemas"]["RunInfo"][];
        /**
         * Saga
         * @description An orchestrator: starts on an event, goes through its steps, compensates in reverse order.
         */
        Saga: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Concurrency
             * @default 64
             */
            concurrency: number;
            /**
             * Work
             * @description Time to take one event and decide.
             * @default {
             *       "kind": "constant",
             *       "ms": 1
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "saga";
            /**
             * Starts on
             * @default null
             */
            startsOn: string | null;
            /**
             * Steps
             * @default []
             */
            steps: components["schemas"]["SagaStep"][];
            /**
             * When all steps succeeded, sends
             * @default []
             */
            committedEmits: string[];
            /**
             * When undone, sends
             * @default []
             */
            compensatedEmits: string[];
        };
        /**
         * SagaStep
         * @description One step: send a command (or only wait), until an event says how it went.
         */
        SagaStep: {
            /** Name */
            name: string;
            /**
             * Sends
             * @description Left out: somebody else starts the step, the saga only waits.
             * @default null
             */
            command: string | null;
            /** Succeeds on */
            succeedsOn: string;
            /**
             * Fails on
             * @default []
             */
            failsOn: string[];
            /**
             * Timeout
             * @description No answer by then: the step failed.
             * @default 30000
             */
            timeoutMs: number;
            /**
             * Undone by
             * @description Sent when a later step fails.
             * @default null
             */
            compensation: string | null;
            /**
             * Undone on
             * @description The event that confirms it; waited for, and stuck without it. Left out: not waited for.
             * @default null
             */
            compensatedOn: string | null;
            /**
             * Undoing, retries
             * @description When it is not confirmed within the timeout; after the last one the saga is stuck.
             * @default 3
             */
            compensationRetries: number;
            /**
             * Undoing, delay
             * @description Before each of these retries.
             * @default 1000
             */
            compensationBackoffMs: number;
        };
        /**
         * Sagas
         * @description started = committed + compensated + stuck + running + compensating.
         */
        Sagas: {
            /** Started */
            started: number;
            /** Committed */
            committed: number;
            /** Compensated */
            compensated: number;
            /** Stuck */
            stuck: number;
            /** Running */
            running: number;
            /** Compensating */
            compensating: number;
        };
        /**
         * Sample
         * @description A real message on an edge, one of every `sampleEvery`.
         */
        Sample: {
            /** Message */
            message: number;
            /** Edge */
            edge: string;
            /** Eventtype */
            eventType: string;
            /** Departed */
            departed: number;
            /** Arrived */
            arrived: number;
            /**
             * Backwards
             * @default false
             */
            backwards: boolean;
            /**
             * Failed
             * @default false
             */
            failed: boolean;
        };
        /**
         * Scale
         * @description A node gets more or fewer instances.
         */
        Scale: {
            /**
             * Where
             * @description The id of a node or an edge.
             */
            target: string;
            /**
             * At
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "scale";
            /**
             * Instances
             * @default 2
             */
            instances: number;
        };
        /**
         * Scenario
         * @description Faults and operations at set times, to run again and again.
         */
        Scenario: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * Runs for
             * @default 300
             */
            untilSeconds: number;
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Faults
             * @default []
             */
            faults: (components["schemas"]["Crash"] | components["schemas"]["BrokerNodeLoss"] | components["schemas"]["LeaderLoss"] | components["schemas"]["ZoneLoss"] | components["schemas"]["NetworkPartition"] | components["schemas"]["AddedLatency"] | components["schemas"]["PacketLoss"] | components["schemas"]["ErrorRate"] | components["schemas"]["Slow"] | components["schemas"]["Stuck"] | components["schemas"]["Duplicate"] | components["schemas"]["Reorder"] | components["schemas"]["Poison"] | components["schemas"]["TrafficSpike"] | components["schemas"]["KeySkew"] | components["schemas"]["MemoryAlarm"] | components["schemas"]["DiskFull"] | components["schemas"]["Throttle"] | components["schemas"]["ClockSkew"] | components["schemas"]["RebalanceStorm"] | components["schemas"]["CrashBeforeAck"])[];
            /**
             * Operations
             * @default []
             */
            operations: (components["schemas"]["Seek"] | components["schemas"]["Redrive"] | components["schemas"]["Scale"] | components["schemas"]["Purge"] | components["schemas"]["Tune"])[];
            /**
             * Chaos monkeys
             * @default []
             */
            monkeys: components["schemas"]["Monkey"][];
        };
        /**
         * Schedule
         * @description A clock: a batch of messages at a fixed interval.
         */
        Schedule: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "schedule";
            /**
             * Every
             * @default 60
             */
            everySeconds: number;
            /**
             * Messages a time
             * @default 1
             */
            batch: number;
            /**
             * Sends
             * @default []
             */
            sends: components["schemas"]["Share"][];
        };
        /**
         * Seek
         * @description A consumer group goes to another place in its log: back to read again, or ahead to leave something out.
         */
        Seek: {
            /**
             * Where
             * @description The id of a node or an edge.
             */
            target: string;
            /**
             * At
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "seek";
            /**
             * To
             * @default earliest
             * @enum {string}
             */
            to: "earliest" | "latest" | "seconds_ago";
            /**
             * Seconds ago
             * @description For seconds_ago.
             * @default 60
             */
            seconds: number;
        };
        /**
         * Service
         * @description Handles events and calls: event in, work, events out.
         */
        Service: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * Instances
             * @default 1
             */
            instances: number;
            /**
             * Concurrency
             * @description Messages worked on at once.
             * @default 8
             */
            concurrency: number;
            /**
             * Work
             * @description Time of the node's own work on one message, without its calls.
             * @default {
             *       "kind": "exponential",
             *       "mean": 10
             *     }
             */
            work: components["schemas"]["Constant"] | components["schemas"]["Exponential"] | components["schemas"]["LogNormal"] | components["schemas"]["Uniform"] | components["schemas"]["Gamma"] | components["schemas"]["Empirical"];
            /**
             * Fails
             * @description Of attempts, at the end of their work.
             * @default 0
             */
            failurePercent: number;
            /**
             * Waiting calls
             * @description Synchronous calls that may wait for a slot; more are refused.
             * @default 10000
             */
            queueLimit: number;
            /**
             * Cold start
             * @description A new or restarted instance works only after this.
             * @default 0
             */
            coldStartMs: number;
            /**
             * Rate limit
             * @default null
             */
            rateLimit: components["schemas"]["RateLimit"] | null;
            /**
             * Autoscaling
             * @description Starts with its instances, brought within these limits.
             * @default null
             */
            autoscaling: components["schemas"]["Autoscaling"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "service";
            /**
             * Retries
             * @default {
             *       "maxRetries": 3,
             *       "backoff": "exponential",
             *       "baseMs": 100,
             *       "factor": 2,
             *       "maxMs": 60000,
             *       "jitter": "equal",
             *       "mode": "retry_topic"
             *     }
             */
            retry: components["schemas"]["RetryPolicy"];
            /**
             * Idempotent
             * @description Remembers what it has handled, so that a redelivery has no second effect.
             * @default false
             */
            idempotent: boolean;
            /**
             * Remembered
             * @description shared: in a store that all instances ask. memory: by each instance, gone with it. inbox: in the same transaction as the work, so that a crash leaves both or neither.
             * @default shared
             * @enum {string}
             */
            idempotencyStore: "shared" | "memory" | "inbox";
            /**
             * Remembered for
             * @description Left out: for good.
             * @default 300
             */
            idempotencyWindowSeconds: number | null;
            /**
             * Handlers
             * @default {}
             */
            handlers: {
                [key: string]: components["schemas"]["Handler"];
            };
        };
        /** SetSpeed */
        SetSpeed: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "speed";
            /** Factor */
            factor: number;
        };
        /** Share */
        Share: {
            /** Sends */
            eventType: string;
            /**
             * Weight
             * @description Its share among everything the source sends.
             * @default 1
             */
            weight: number;
        };
        /** ShareLink */
        ShareLink: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Expiresat */
            expiresAt: string | null;
            /** Revoked */
            revoked: boolean;
        };
        /** ShareLinks */
        ShareLinks: components["schemas"]["ShareLink"][];
        /** Shared */
        Shared: {
            diagram: components["schemas"]["Diagram"];
            run: components["schemas"]["RunInfo"] | null;
        };
        /** Side */
        Side: {
            /** Run */
            run: string;
            /** Revision */
            revision: number;
            /** Seed */
            seed: number;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "paused" | "finished" | "stopped" | "failed";
            /** Time */
            time: number;
            /** Speed */
            speed: number;
            /** Log */
            log: components["schemas"]["LoggedCommand"][];
            ledger: components["schemas"]["Ledger"] | null;
        };
        /**
         * Slow
         * @description Work takes a multiple of its time.
         */
        Slow: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "slow";
            /**
             * Slow by
             * @default 5
             */
            factor: number;
            /**
             * Instance
             * @description Only this one, counted from 0. Left out: all of them.
             * @default null
             */
            instance: number | null;
        };
        /** SnsTopic */
        SnsTopic: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sns_topic";
            /**
             * Largest message
             * @description Of more than 256 KiB only where all subscribers are queues, and at most 100.
             * @default 262144
             */
            maxMessageBytes: number;
            /**
             * Delivery retries
             * @description To subscribers over HTTP. To SQS queues SNS tries 100,015 times, over 23 days; that cannot be changed.
             * @default 3
             */
            deliveryRetries: number;
            /**
             * Between delivery retries
             * @description To subscribers over HTTP.
             * @default 20
             */
            deliveryRetrySeconds: number;
        };
        /** SolveResult */
        SolveResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "solve";
            /** Path */
            path: string;
            /** Title */
            title: string;
            /** Unit */
            unit: string;
            /** Present */
            present: number | null;
            /** Metric */
            metric: string;
            /** Metricunit */
            metricUnit: string;
            /**
             * Want
             * @enum {string}
             */
            want: "lowest" | "highest";
            /**
             * Comparison
             * @enum {string}
             */
            comparison: "<" | "<=" | ">" | ">=";
            /** Limit */
            limit: number;
            /** Confidence */
            confidence: number;
            /** Steps */
            steps: components["schemas"]["SolveStep"][];
            /** Ended */
            ended: boolean;
            /** Answer */
            answer: number | null;
            /** Certain */
            certain: boolean;
            /** Words */
            words: string;
            /** Events */
            events: number;
        };
        /** SolveSpec */
        SolveSpec: {
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Untilseconds
             * @default null
             */
            untilSeconds: number | null;
            /**
             * Warmup
             * @default 0
             */
            warmUp: "mser5" | number;
            /**
             * Confidence
             * @default 0.95
             */
            confidence: number;
            /**
             * Scenario
             * @default null
             */
            scenario: string | null;
            /**
             * Maxevents
             * @default 5000000
             */
            maxEvents: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "solve";
            parameter: components["schemas"]["Candidates"];
            /**
             * Want
             * @default lowest
             * @enum {string}
             */
            want: "lowest" | "highest";
            /** Metric */
            metric: string;
            /**
             * Comparison
             * @default <
             * @enum {string}
             */
            comparison: "<" | "<=" | ">" | ">=";
            /** Limit */
            limit: number;
            /**
             * Replications
             * @default 5
             */
            replications: number;
            /**
             * Maxreplications
             * @default 40
             */
            maxReplications: number;
        };
        /** SolveStep */
        SolveStep: {
            /** Value */
            value: number;
            /** Runs */
            runs: number;
            estimate: components["schemas"]["Estimate"] | null;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "holds" | "fails" | "undecided" | "open";
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * SpikeArrivals
         * @description Poisson arrivals at one rate, and once, for a while, at another.
         */
        SpikeArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "spike";
            /**
             * Rate
             * @default 100
             */
            perSecond: number;
            /**
             * Rate in the spike
             * @default 1000
             */
            peakPerSecond: number;
            /**
             * Spike at
             * @default 60
             */
            atSeconds: number;
            /**
             * Spike lasts
             * @default 30
             */
            forSeconds: number;
        };
        /**
         * Spread
         * @description Where the middle share of the replications lies.
         */
        Spread: {
            /** Low */
            low: number;
            /** High */
            high: number;
        };
        /** SqsQueue */
        SqsQueue: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /** Broker */
            parent: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sqs_queue";
            /**
             * FIFO
             * @description Order per message group; a group waits for its message in flight.
             * @default false
             */
            fifo: boolean;
            /**
             * Visibility timeout
             * @description A message that was not deleted by then comes again.
             * @default 30000
             */
            visibilityTimeoutMs: number;
            /**
             * Receives before dead-lettering
             * @description Redrive policy; a message received this often without success moves to the dead letter queue.
             * @default 4
             */
            maxReceiveCount: number;
            /**
             * Retention
             * @description Older messages are deleted. A standard queue's dead letters keep the time of their first send.
             * @default 345600
             */
            retentionSeconds: number;
            /**
             * Delay
             * @description A new message can be received only then.
             * @default 0
             */
            delaySeconds: number;
            /**
             * Long poll
             * @description How long a receive waits for a message; 0: short polling.
             * @default 0
             */
            receiveWaitSeconds: number;
            /**
             * Messages a receive
             * @default 10
             */
            receiveBatch: number;
            /**
             * Deduplication
             * @description FIFO queues drop what they have seen in the last 5 minutes: by the id the sender gave, or by content. none: every send has an id of its own.
             * @default none
             * @enum {string}
             */
            deduplication: "none" | "id" | "content";
            /**
             * High throughput
             * @description FIFO queues take 300 sends, receives and deletes a second each, or 70,000 with this, of which 300 sends of a message group. A call has up to 10 messages.
             * @default false
             */
            highThroughput: boolean;
            /**
             * In flight at most
             * @description Received and not yet deleted; then a short poll fails with OverLimit.
             * @default 120000
             */
            inFlightLimit: number;
            /**
             * Delivered twice
             * @description Standard queues deliver at least once; Amazon gives no rate.
             * @default 0
             */
            duplicatePercent: number;
            /**
             * Largest message
             * @default 1048576
             */
            maxMessageBytes: number;
        };
        /**
         * StartBranch
         * @description What is left out stays as it was in the parent.
         */
        StartBranch: {
            /** At */
            at: number;
            /**
             * Commands
             * @default []
             */
            commands: (components["schemas"]["Inject"] | components["schemas"]["Heal"] | components["schemas"]["HealAll"] | components["schemas"]["Operate"])[];
            /**
             * Revision
             * @default null
             */
            revision: number | null;
            /**
             * Seed
             * @default null
             */
            seed: number | null;
            /**
             * Speed
             * @default null
             */
            speed: number | null;
            /**
             * Untilseconds
             * @default null
             */
            untilSeconds: number | null;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /**
             * Unwatched
             * @default pause
             * @enum {string}
             */
            unwatched: "pause" | "keep";
        };
        /**
         * StartRun
         * @description What is left out comes from the scenario; without one: seed 1, for ten minutes of simulated time.
         */
        StartRun: {
            /**
             * Diagram
             * Format: uuid
             */
            diagram: string;
            /**
             * Seed
             * @default null
             */
            seed: number | null;
            /**
             * Speed
             * @default 1
             */
            speed: number;
            /**
             * Untilseconds
             * @default null
             */
            untilSeconds: number | null;
            /**
             * Scenario
             * @default null
             */
            scenario: string | null;
            /**
             * Unwatched
             * @default pause
             * @enum {string}
             */
            unwatched: "pause" | "keep";
        };
        /**
         * Step
         * @description Lets a run that is paused go on by so many events.
         */
        Step: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "step";
            /**
             * Events
             * @default 1
             */
            events: number;
        };
        /**
         * StepArrivals
         * @description Poisson arrivals at one rate after the other; nothing before the first step.
         */
        StepArrivals: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "steps";
            /**
             * Steps
             * @description Each rate holds until the next.
             * @default [
             *       {
             *         "atSeconds": 0,
             *         "perSecond": 100
             *       }
             *     ]
             */
            steps: components["schemas"]["RateStep"][];
        };
        /**
         * SteppedEvent
         * @description An event that a step went over.
         */
        SteppedEvent: {
            /** Number */
            number: number;
            /** Time */
            time: number;
            /** Kind */
            kind: string;
            /** Node */
            node: string | null;
            /** Edge */
            edge: string | null;
            /** Channel */
            channel: string | null;
            /** Message */
            message: number | null;
            /** Words */
            words: string;
            /**
             * Steps
             * @default []
             */
            steps: components["schemas"]["TraceStep"][];
        };
        /** Stop */
        Stop: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stop";
        };
        /**
         * Story
         * @description Three sentences beside a template: what to watch, what to break, what you learn.
         */
        Story: {
            /**
             * Watch
             * @default
             */
            watch: string;
            /**
             * Breakit
             * @default
             */
            breakIt: string;
            /**
             * Learn
             * @default
             */
            learn: string;
        };
        /**
         * Strike
         * @description Several faults at once, a selection or what a zone holds: one line of the log, healed by one id.
         */
        Strike: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "strike";
            /** Faults */
            faults: (components["schemas"]["Crash"] | components["schemas"]["BrokerNodeLoss"] | components["schemas"]["LeaderLoss"] | components["schemas"]["ZoneLoss"] | components["schemas"]["NetworkPartition"] | components["schemas"]["AddedLatency"] | components["schemas"]["PacketLoss"] | components["schemas"]["ErrorRate"] | components["schemas"]["Slow"] | components["schemas"]["Stuck"] | components["schemas"]["Duplicate"] | components["schemas"]["Reorder"] | components["schemas"]["Poison"] | components["schemas"]["TrafficSpike"] | components["schemas"]["KeySkew"] | components["schemas"]["MemoryAlarm"] | components["schemas"]["DiskFull"] | components["schemas"]["Throttle"] | components["schemas"]["ClockSkew"] | components["schemas"]["RebalanceStorm"] | components["schemas"]["CrashBeforeAck"])[];
        };
        /**
         * Stuck
         * @description A node makes no progress and does not look dead: its heartbeats go on.
         */
        Stuck: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stuck";
            /**
             * Instance
             * @description Only this one, counted from 0. Left out: all of them.
             * @default null
             */
            instance: number | null;
        };
        /** Studies */
        Studies: components["schemas"]["StudyInfo"][];
        /** StudyInfo */
        StudyInfo: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Diagram
             * Format: uuid
             */
            diagram: string;
            /** Revision */
            revision: number;
            /** Kind */
            kind: string;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "finished" | "cancelled" | "failed";
            /** Spec */
            spec: components["schemas"]["ReplicationsSpec"] | components["schemas"]["SweepSpec"] | components["schemas"]["SolveSpec"] | components["schemas"]["ExperimentSpec"];
            progress: components["schemas"]["StudyProgress"];
            /** Reason */
            reason: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Endedat */
            endedAt: string | null;
            /** Result */
            result: (components["schemas"]["ReplicationsResult"] | components["schemas"]["SweepResult"] | components["schemas"]["SolveResult"] | components["schemas"]["ExperimentResult"]) | null;
        };
        /** StudyProgress */
        StudyProgress: {
            /** Partsdone */
            partsDone: number;
            /** Partsexpected */
            partsExpected: number;
            /** Fraction */
            fraction: number;
            /** Secondselapsed */
            secondsElapsed: number;
            /** Secondsleft */
            secondsLeft: number | null;
        };
        /**
         * Subscribe
         * @description Receives a copy of what a channel keeps; consumers with the same group share one copy.
         */
        Subscribe: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "subscribe";
            /**
             * Consumer group
             * @description Left empty: the consumer's own id.
             * @default
             */
            group: string;
            /**
             * Binding key
             * @description For exchanges: * is one word, # any number of words.
             * @default #
             */
            bindingKey: string;
            /**
             * Only
             * @description Only these event types; none named: all.
             * @default []
             */
            eventTypes: string[];
            /**
             * Prefetch
             * @description Messages handed out and not yet acknowledged; 0: no limit.
             * @default 0
             */
            prefetch: number;
            /**
             * Delivery latency
             * @default 1
             */
            latencyMs: number;
            /**
             * Headers
             * @description An exchange of type headers, or an SNS filter policy, passes on what carries these. None: everything.
             * @default {}
             */
            matchHeaders: {
                [key: string]: string;
            };
            /**
             * Matches
             * @description All of the headers or any of them.
             * @default all
             * @enum {string}
             */
            match: "all" | "any";
            /**
             * Filter policy
             * @description Which message attributes pass, as the JSON that SNS takes: lists of values, prefix, suffix, wildcard, anything-but, equals-ignore-case, numeric, exists, cidr, $or. Attributes are headers, and the event type as eventType.
             * @default {}
             * @example {
             *       "price": [
             *         {
             *           "numeric": [
             *             ">",
             *             100
             *           ]
             *         }
             *       ]
             *     }
             */
            filterPolicy: {
                [key: string]: unknown;
            };
            /**
             * Acknowledgement
             * @description automatic: counts as handled once sent, and is lost when the consumer crashes.
             * @default manual
             * @enum {string}
             */
            acknowledge: "manual" | "automatic";
            /**
             * Hands back by
             * @description Since 4.3 what is handed back by basic.reject has failed, and that counts to the queue's delivery limit; by basic.nack it may come back any number of times. Before, both count.
             * @default nack
             * @enum {string}
             */
            handBack: "nack" | "reject";
            /**
             * Rebalancing
             * @description eager: everybody stops in a rebalance. cooperative: only the partitions that move.
             * @default eager
             * @enum {string}
             */
            assignor: "eager" | "cooperative";
            /**
             * A new group starts at
             * @description latest: what comes from now on. earliest: all that is kept. time: what was added from a moment on, in Redis and NATS. sequence: a message's number, in NATS. Left out: latest in Kafka, earliest in NATS; Redis always asks, latest is taken.
             * @default null
             */
            start: ("latest" | "earliest" | "time" | "sequence") | null;
            /**
             * Starts at the time
             * @description Simulated time. Not there yet: a group of Redis waits for it, one of NATS begins with what comes next.
             * @default null
             */
            startSeconds: number | null;
            /**
             * Starts at the number
             * @description Of the message in the stream; the first is 1. Past the end: what comes next.
             * @default null
             */
            startSequence: number | null;
            /**
             * Messages a delete call
             * @description Of those handled within a second. FIFO queues take 300 calls a second; a client that may not delete receives nothing meanwhile. Left out: as many as a receive brings.
             * @default null
             */
            deleteBatch: number | null;
            /**
             * Delivery retries
             * @description Of this subscription over HTTP. Left out: the topic's. To SQS queues it cannot be set.
             * @default null
             */
            deliveryRetries: number | null;
        };
        /** SweepResult */
        SweepResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sweep";
            /** Axes */
            axes: components["schemas"]["Axis"][];
            /** Metrics */
            metrics: string[];
            /** Simulatedseconds */
            simulatedSeconds: number;
            /** Events */
            events: number;
            /** Points */
            points: components["schemas"]["Point"][];
        };
        /** SweepSpec */
        SweepSpec: {
            /**
             * Seed
             * @default 1
             */
            seed: number;
            /**
             * Untilseconds
             * @default null
             */
            untilSeconds: number | null;
            /**
             * Warmup
             * @default 0
             */
            warmUp: "mser5" | number;
            /**
             * Confidence
             * @default 0.95
             */
            confidence: number;
            /**
             * Scenario
             * @default null
             */
            scenario: string | null;
            /**
             * Maxevents
             * @default 5000000
             */
            maxEvents: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sweep";
            /** Parameters */
            parameters: components["schemas"]["Parameter"][];
            /** Metrics */
            metrics: string[];
            /**
             * Replications
             * @default 10
             */
            replications: number;
        };
        /** Template */
        Template: {
            /** Name */
            name: string;
            /** Title */
            title: string;
            /** Summary */
            summary: string;
            /** Pattern */
            pattern: string;
            /**
             * Group
             * @enum {string}
             */
            group: "pattern" | "lesson";
            story: components["schemas"]["Story"];
            /** Nodekinds */
            nodeKinds: string[];
            document: components["schemas"]["Document"];
        };
        /**
         * Throttle
         * @description No more than so many messages a second get through.
         */
        Throttle: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "throttle";
            /**
             * At most
             * @default 50
             */
            perSecond: number;
        };
        /**
         * Trace
         * @description Recorded traffic, played back at the moments it was seen.
         */
        Trace: {
            /** Name */
            name: string;
            /**
             * Description
             * @default
             */
            description: string;
            /**
             * @default {
             *       "x": 0,
             *       "y": 0
             *     }
             */
            position: components["schemas"]["Position"];
            /**
             * Zone
             * @description The availability zone it stands in; it goes down with it. Empty: in none.
             * @default
             */
            zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trace";
            /**
             * Recorded messages
             * @default []
             */
            points: components["schemas"]["TracePoint"][];
            /**
             * Repeat every
             * @description Left out: played once.
             * @default null
             */
            repeatEverySeconds: number | null;
        };
        /** TracePoint */
        TracePoint: {
            /**
             * At
             * @default 0
             */
            at: number;
            /** Sends */
            eventType: string;
            /**
             * Key
             * @description Left out: drawn like every other key.
             * @default null
             */
            key: number | null;
            /**
             * Size
             * @description Left out: drawn as the event type's.
             * @default null
             */
            size: number | null;
        };
        /** TraceStep */
        TraceStep: {
            /** Time */
            time: number;
            /**
             * What
             * @enum {string}
             */
            what: "begun" | "published" | "held_back" | "arrived" | "copied" | "handed_out" | "work_begun" | "handled" | "effect_skipped" | "effect_repeated" | "attempt_failed" | "retry_planned" | "acknowledged" | "given_back" | "rejected" | "interrupted" | "given_out_again" | "ended_badly" | "kept_dead" | "called" | "call_refused" | "call_arrived" | "answered" | "answered_nobody" | "call_overdue" | "saga_started" | "saga_step" | "saga_committed" | "saga_compensates" | "saga_undoes" | "saga_compensated" | "saga_stuck" | "replied" | "reply_lost";
            /** Words */
            words: string;
            /** Eventtype */
            eventType: string;
            /** Node */
            node: string | null;
            /** Edge */
            edge: string | null;
            /** Channel */
            channel: string | null;
            /** Instance */
            instance: number | null;
            /** Attempt */
            attempt: number | null;
            /** Delivery */
            delivery: number | null;
            /** Seconds */
            seconds: number | null;
            /** Reason */
            reason: string | null;
            /**
             * Times
             * @default 1
             */
            times: number;
        };
        /**
         * TrafficSpike
         * @description A source sends a multiple of its rate.
         */
        TrafficSpike: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "traffic_spike";
            /**
             * Traffic
             * @default 3
             */
            factor: number;
        };
        /**
         * Tune
         * @description A number of a node or an edge gets another value, and keeps it.
         */
        Tune: {
            /**
             * Where
             * @description The id of a node or an edge.
             */
            target: string;
            /**
             * At
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "tune";
            /**
             * What
             * @description Slots of each instance; messages per second of a source; mean time of the work in ms; failures in percent; timeout of a call in ms; repetitions of a call or a delivery.
             * @default work
             * @enum {string}
             */
            number: "concurrency" | "rate" | "work" | "failure" | "timeout" | "retries";
            /**
             * New value
             * @description In the unit of what is changed.
             * @default 100
             */
            value: number;
        };
        /** Uniform */
        Uniform: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "uniform";
            /**
             * From
             * @default 5
             */
            low: number;
            /**
             * To
             * @default 15
             */
            high: number;
        };
        /**
         * UniformKeys
         * @description Every key as often as every other.
         */
        UniformKeys: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "uniform";
        };
        /** Unleash */
        Unleash: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "unleash";
            monkey: components["schemas"]["Monkey"];
        };
        /** WaitingMessage */
        WaitingMessage: {
            /** Id */
            id: number;
            /** Eventtype */
            eventType: string;
            /** Key */
            key: number;
            /** Position */
            position: number;
            /**
             * State
             * @enum {string}
             */
            state: "waiting" | "delivered" | "on_its_way";
            /** Holder */
            holder: string | null;
            /** Born */
            born: number;
            /** Sent */
            sent: number;
            /** Ageseconds */
            ageSeconds: number;
            /** Diedin */
            diedIn: string | null;
            /** Reason */
            reason: string | null;
            /** Attempts */
            attempts: number | null;
            /** Deliveries */
            deliveries: number | null;
            /** Deaths */
            deaths: number;
        };
        /**
         * Working
         * @description The answer is being worked out; ask the same again in a moment.
         */
        Working: {
            /**
             * Status
             * @enum {string}
             */
            status: "working" | "waiting_for_worker";
            /** Progress */
            progress: number;
            /** Words */
            words: string;
        };
        /**
         * Write
         * @description Writes to a store and waits for it; what an event store or an outbox then passes on is what `sends` names.
         */
        Write: {
            /** Source */
            source: string;
            /** Target */
            target: string;
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * When handling
             * @description Only for these event types; none named: always.
             * @default []
             */
            on: string[];
            /**
             * Timeout
             * @description The caller's slot is held until then.
             * @default 2000
             */
            timeoutMs: number;
            /**
             * Network latency
             * @description Each way.
             * @default 0.5
             */
            latencyMs: number;
            /**
             * Retries
             * @description Of the call itself, when it failed.
             * @default 0
             */
            retries: number;
            /**
             * Backoff
             * @description What a retry waits for. Left out: it is made right after the failure.
             * @default null
             */
            backoff: components["schemas"]["Backoff"] | null;
            /**
             * Bulkhead
             * @description Open at once; more fail right away. Left out: no limit.
             * @default null
             */
            maxConcurrent: number | null;
            /**
             * Circuit breaker
             * @default null
             */
            circuitBreaker: components["schemas"]["CircuitBreaker"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "write";
            /**
             * Writes
             * @description Left out: what it handles.
             * @default null
             */
            sends: string | null;
        };
        /**
         * ZipfKeys
         * @description The n-th most frequent key occurs in proportion to n to the power of minus the exponent.
         */
        ZipfKeys: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "zipf";
            /**
             * Exponent
             * @description 0: all alike. 1: as words in a text.
             * @default 1
             */
            exponent: number;
        };
        /**
         * ZoneLoss
         * @description Everything that stands in an availability zone is down.
         */
        ZoneLoss: {
            /**
             * Where
             * @description The id of a node or an edge, or the name of a zone.
             */
            target: string;
            /**
             * From
             * @description Simulated time. In a live run: not before now.
             * @default 0
             */
            atSeconds: number;
            /**
             * For
             * @description The time to repair it. Left out: until it is healed.
             * @default null
             */
            durationSeconds: number | null;
            /**
             * Probability
             * @description That it strikes at all; drawn once a run, apart from everything else that is drawn.
             * @default 1
             */
            probability: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "zone_loss";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    adviseOnDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentToCheck"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Advice"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listDiagrams: {
        parameters: {
            query?: {
                /** @description Only diagrams with a node of this kind. */
                kind?: string;
                /** @description In titles and names of event types. */
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedDiagrams"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createDiagram: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewDiagram"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagram"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readDiagram: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagram"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    saveDiagram: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DiagramEdit"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagram"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conflict"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    deleteDiagram: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    exportExperiment: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                diagram: string;
                experiment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ForeignExperiment"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Experiment"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    exportDiagram: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
                /** @description Of a picture; light if left out. */
                theme?: "dark" | "light";
            };
            header?: never;
            path: {
                diagram: string;
                name: "compose" | "dot" | "json" | "png" | "svg";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                    "image/png": string;
                    "text/vnd.graphviz": string;
                    "application/json": components["schemas"]["Document"];
                    "application/yaml": {
                        [key: string]: unknown;
                    };
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRevisions: {
        parameters: {
            query?: {
                /** @description Only those with a smaller number. */
                before?: number;
            };
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedRevisions"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readRevision: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                diagram: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevisionDocument"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listShareLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareLinks"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    createShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewLink"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedShareLink"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listStudies: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Studies"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    startStudy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                diagram: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["NewStudy"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudyInfo"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    validateDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentToCheck"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query: {
                diagram: string;
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Runs"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    startRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartRun"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunInfo"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readRun: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunInfo"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    startBranch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBranch"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunInfo"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    compareRuns: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                other: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunComparison"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Working"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listFrames: {
        parameters: {
            query?: {
                /** @description Only frames with a greater sequence number; 0 if left out. */
                after?: number;
                /** @description Instead: from the newest frame that is not after this time on. */
                at?: number;
                /** @description At most this many, up to 600. */
                limit?: number;
                /** @description A share link's token, to read without owning. */
                share?: string;
                /** @description Few of them, evenly spread over the run, without the newest. */
                thin?: boolean;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Frames"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readRunIndex: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunIndex"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description As of this simulated time; left out: as it is now, or was at the end. */
                at?: number;
                /** @description At most this many, up to 500; 100 if left out. */
                limit?: number;
                /** @description Only those that ended at this channel or came from this node. */
                node?: string;
                /** @description dead_lettered if left out. */
                outcome?: "dead_lettered" | "dropped" | "expired" | "lost" | "slow";
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundMessages"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Working"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readMessage: {
        parameters: {
            query?: {
                /** @description As of this simulated time; left out: as it is now, or was at the end. */
                at?: number;
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                message: number;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageHistory"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Working"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listNodeMessages: {
        parameters: {
            query?: {
                /** @description As of this simulated time; left out: as it is now, or was at the end. */
                at?: number;
                /** @description At most this many, up to 500; 100 if left out. */
                limit?: number;
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                node: string;
                run: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeMessages"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Working"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listOwnRuns: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                before?: string;
                /** @description At most this many, up to 100; 25 if left out. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    revokeShareLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readShared: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shared"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readStudy: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                study: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudyInfo"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    downloadStudy: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                study: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    cancelStudy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudyInfo"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readStudyReport: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                study: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    downloadStudyReport: {
        parameters: {
            query?: {
                /** @description A share link's token, to read without owning. */
                share?: string;
            };
            header?: never;
            path: {
                study: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/markdown": string;
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problems"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedTemplates"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    readTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
}
