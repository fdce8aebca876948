using System.Text.RegularExpressions;
using LuthienProxy.Activity;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Routing;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Retention;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary><c>hocon/luthien.conf</c> and the settings records say the same, and every one of them reaches what it is for.</summary>
[Trait("Spec", "000-39")]
public sealed class EverySettingSpec
{
    const string AllOthers = """
        luthien {
          server { host = "*", port = 9, drain-timeout = 9s, max-calls = 9, give-back-after = 9s }
          auth { mode = client_key, proxy-api-key = p, admin-api-key = a }
          admin { audit = required, socket = off }
          sign-in { idle = 9s, lifetime = 9s, max-sign-outs = 9, tries = 9, tries-window = 9s, max-addresses = 9 }
          data-directory = elsewhere
          simulator.enabled = off
          timeouts { connect = 9s, first-byte = 9s, idle = 9s, total = 9s, client-stall = 9s }
          limits { request-body = 9KiB, messages = 9, tools = 9, depth = 9, event = 9KiB, response-body = 9KiB }
          delivery.flush-at = 9KiB
          log { format = json, level = warning, memory = 9 }
          journal {
            enabled = off, mode = before-delivery, content = redacted, node = nine, segment-bytes = 9KiB, segment-delay = 9ms, max-unacked = 9KiB, max-backlog = 9MiB
            max-event-bytes = 9KiB, max-transaction-bytes = 9KiB, degrade-after = 9, degrade-window = 9s
            heartbeat-interval = 4s, lapse-after = 9s, recovery-batch = 9
            retention { days = 9, interval = 9s, batch = 9, pause = 9s, archive-directory = nine, archive-transactions = 9 }
            writers = 9, queue = 9, batch-count = 9, batch-bytes = 9KiB, append-timeout = 99s, flush-timeout = 9s, restart-delay = 9ms, max-restart-delay = 9s
            breaker { failures = 9, call-timeout = 9s, slow-call = 9s, reset-timeout = 9s }
            spool { max-bytes = 9MiB, file-bytes = 9KiB }
          }
          storage {
            database-url = "sqlite:other.db", command-timeout = 9s, query-timeout = 9s, migration-timeout = 9s
            pool { min = 9, max = 99, wait = 9s, connect-timeout = 9s, idle-lifetime = 9s, keepalive = 9s }
            queries { max-reads = 9, max-heavy-reads = 9, excerpt = 9KiB, content = 9KiB, cache = 9KiB, cache-freshness = 9ms }
            sqlite { readers = 9, cache = 9KiB, mmap = 9KiB, busy-timeout = 9s }
          }
          activity {
            redis-url = "redis://localhost", ring = 9, ring-bytes = 99KiB, mailbox = 9, flush-interval = 9ms, progress-interval = 9s, progress-events = 9, linger = 9s
            heartbeat = 9s, retry = 9s, stall-timeout = 9s, max-connections = 9, max-connections-per-identity = 9, max-connects-per-minute = 9
            redis { channel = nine, queue = 9, connect-timeout = 9s, send-timeout = 9s, beat = 9s, min-backoff = 99ms, max-backoff = 9s, healthy-after = 9s, max-attempts = 9, lease = 99s }
          }
          policy {
            source = file, config = "policies.conf", watch-interval = 9s, heartbeat = 9s, messages = web
            plugins { directory = nine, allow-list = nine, max-bytes = 9KiB }
            limits { decision-timeout = 9s, max-held = 9, judge-calls = 9, shadow-buffer = 9 }
            trials { at-once = 9, timeout = 9s, max-prompt = 9, max-tokens = 9 }
            replays { at-once = 9, parallel = 9, timeout = 9s, max-calls = 9 }
            judges {
              timeout = 3s, max-response = 5KiB, max-questions = 7
              breaker { min-questions = 9, failure-ratio = 0.25, window = 11s, patience = 13s, reset-timeout = 17s }
            }
          }
          upstreams.mine {
            provider = anthropic, base-url = "http://localhost:1/v1", api-key = k, max-connections = 9, connection-lifetime = 9s
            retry { max-retries = 9, base-delay = 9s, max-delay = 9m, failover = on }
          }
          routes = [{ provider = anthropic, model = "mine-*", upstreams = [mine] }] ${luthien.routes}
        }
        """;

    [Fact]
    public void The_file_and_the_records_must_have_the_same_defaults()
    {
        var read = Reading.Of() with { Upstreams = [], Routes = [] };
        SettingsTree.Leaves(read).Select(Shown).ShouldBe(SettingsTree.Leaves(new GatewaySettings()).Select(Shown));
    }

    [Fact]
    public void The_file_must_name_both_providers_with_the_defaults_of_an_upstream() =>
        Reading.Of().Upstreams.ShouldBe(
            new Dictionary<string, UpstreamSettings>
            {
                ["anthropic"] = new() { Provider = "anthropic", BaseUrl = "https://api.anthropic.com" },
                ["openai"] = new() { Provider = "openai", BaseUrl = "https://api.openai.com" },
            },
            ignoreOrder: true);

    [Fact]
    [Trait("Spec", "000-13")]
    public void Every_setting_must_stand_in_the_file()
    {
        var text = House.Read("hocon/luthien.conf");
        SettingsTree.Names(typeof(GatewaySettings)).Where(name => !Regex.IsMatch(text, $@"\b{name}\s*(=|\{{)")).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "000-21a")]
    public void Every_timeout_and_limit_must_have_its_reason_beside_it()
    {
        var lines = House.Read("hocon/luthien.conf").Split('\n');
        Type[] records = [typeof(TimeoutSettings), typeof(DeliverySettings), typeof(PoolSettings), typeof(SqliteSettings)];
        var settings = records.SelectMany(SettingsTree.Names).Concat(["drain-timeout", "max-calls", "command-timeout", "query-timeout", "migration-timeout", "segment-bytes", "max-unacked", "max-event-bytes", "degrade-after"]);
        settings.Where(name => !lines[Array.FindIndex(lines, line => line.TrimStart().StartsWith(name + " =", StringComparison.Ordinal)) - 1].TrimStart().StartsWith('#')).ShouldBeEmpty();
    }

    [Fact]
    public void Every_setting_must_be_bound_when_it_is_set()
    {
        using var scratch = new ScratchFolder();
        var set = Reading.OfFile(scratch.Write("all.conf", AllOthers));
        Unchanged(set with { Upstreams = [], Routes = [] }, new GatewaySettings { Upstreams = [], Routes = [] }).ShouldBe(["upstreams", "routes"]);
        Unchanged(set.Upstreams["mine"], new UpstreamSettings()).ShouldBeEmpty();
        set.Routes.Select(route => $"{route.Provider} {route.Model} {string.Join(',', route.Upstreams)}").ShouldBe(["anthropic mine-* mine", "anthropic * anthropic", "openai * openai"]);
    }

    [Fact]
    [Trait("Spec", "000-17a")]
    [Trait("Spec", "000-21")]
    public void Every_limit_and_timeout_must_reach_the_pipeline()
    {
        using var scratch = new ScratchFolder();
        var options = TransactionSetup.Options(Reading.OfFile(scratch.Write("all.conf", AllOthers)));
        var usual = new TransactionOptions();
        typeof(TransactionOptions).GetProperties().Where(property => Equals(property.GetValue(options), property.GetValue(usual)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_limit_of_policies_must_reach_them()
    {
        using var scratch = new ScratchFolder();
        PolicySetup.Limits(Reading.OfFile(scratch.Write("all.conf", AllOthers)).Policy.Limits)
            .ShouldBe(new PolicyLimits { DecisionTimeout = TimeSpan.FromSeconds(9), MaxHeldCharacters = 9, MaxJudgeCalls = 9, ShadowBuffer = 9 });
        PolicySetup.Limits(new PolicyLimitSettings()).ShouldBe(new PolicyLimits());
    }

    [Fact]
    public void Every_setting_of_recording_must_reach_the_recorders()
    {
        using var scratch = new ScratchFolder();
        RecordingSetup.Options(Reading.OfFile(scratch.Write("all.conf", AllOthers)).Journal).ShouldBe(new RecordingOptions
        {
            Node = "nine",
            Mode = JournalMode.BeforeDelivery,
            Content = JournalContent.Redacted,
            SegmentBytes = 9 << 10,
            SegmentDelay = TimeSpan.FromMilliseconds(9),
            MaxUnacked = 9 << 10,
            MaxBacklog = 9 << 20,
            MaxEnded = 9,
            MaxEventBytes = 9 << 10,
            MaxTransactionBytes = 9 << 10,
            DegradeAfter = 9,
            DegradeWindow = TimeSpan.FromSeconds(9),
        });
    }

    [Fact]
    public void The_recorders_defaults_must_be_the_settings_and_each_process_must_have_its_own_name()
    {
        var options = RecordingSetup.Options(new JournalSettings());
        options.ShouldBe(new RecordingOptions { Node = options.Node });
        options.Node.ShouldStartWith(Environment.MachineName);
    }

    [Fact]
    public void Every_setting_of_the_writers_must_reach_them()
    {
        using var scratch = new ScratchFolder();
        var nine = TimeSpan.FromSeconds(9);
        var settings = Reading.OfFile(scratch.Write("all.conf", AllOthers));
        var expected = new JournalOptions
        {
            Writers = 9,
            Queue = 9,
            BatchCount = 9,
            BatchBytes = 9 << 10,
            AppendTimeout = TimeSpan.FromSeconds(99),
            FlushTimeout = nine,
            RestartDelay = TimeSpan.FromMilliseconds(9),
            MaxRestartDelay = nine,
            Breaker = new BreakerOptions { Failures = 9, CallTimeout = nine, SlowCall = nine, ResetTimeout = nine },
            Spool = new SpoolOptions { Directory = Path.Combine("elsewhere", "spool"), MaxBytes = 9 << 20, FileBytes = 9 << 10 },
        };
        JournalSetup.Options(settings with { Storage = new StorageSettings { DatabaseUrl = "postgres://host/db" } }).ShouldBe(expected);
        // SQLite has one writer, whatever the setting says.
        JournalSetup.Options(settings).ShouldBe(expected with { Writers = 1 });
    }

    [Fact]
    public void The_writers_defaults_must_be_the_settings()
    {
        var options = JournalSetup.Options(new GatewaySettings { Storage = new StorageSettings { DatabaseUrl = "postgres://host/db" } });
        options.ShouldBe(new JournalOptions { Spool = new SpoolOptions { Directory = options.Spool.Directory } });
    }

    [Fact]
    [Trait("Spec", "000-49")]
    public void Every_setting_of_the_storage_must_reach_it()
    {
        using var scratch = new ScratchFolder();
        var nine = TimeSpan.FromSeconds(9);
        StorageSetup.Options(Reading.OfFile(scratch.Write("all.conf", AllOthers)).Storage, isDurable: true).ShouldBe(new StorageOptions
        {
            Url = new DatabaseUrl.Sqlite("other.db"),
            IsDurable = true,
            CommandTimeout = nine,
            QueryTimeout = nine,
            MigrationTimeout = nine,
            Pool = new PoolOptions { Min = 9, Max = 99, Wait = nine, ConnectTimeout = nine, IdleLifetime = nine, Keepalive = nine },
            Sqlite = new SqliteOptions { Readers = 9, Cache = 9 << 10, Mmap = 9 << 10, BusyTimeout = nine },
        });
    }

    [Fact]
    public void Every_setting_of_nodes_and_of_the_records_age_must_reach_them()
    {
        using var scratch = new ScratchFolder();
        var journal = Reading.OfFile(scratch.Write("all.conf", AllOthers)).Journal;
        var nine = TimeSpan.FromSeconds(9);
        StorageSetup.Node(journal, "me", "before")
            .ShouldBe(new NodeOptions { Node = "me", Predecessor = "before", HeartbeatInterval = TimeSpan.FromSeconds(4), LapseAfter = nine, RecoveryBatch = 9 });
        StorageSetup.Retention(journal.Retention)
            .ShouldBe(new RetentionOptions { Keep = TimeSpan.FromDays(9), Interval = nine, Batch = 9, Pause = nine, ArchiveDirectory = "nine", ArchiveTransactions = 9 });
    }

    [Fact]
    public void The_defaults_of_nodes_and_of_the_records_age_must_be_the_settings()
    {
        StorageSetup.Node(new JournalSettings(), "me", null).ShouldBe(new NodeOptions { Node = "me" });
        StorageSetup.Retention(new RetentionSettings()).ShouldBe(new RetentionOptions());
    }

    [Fact]
    [Trait("Spec", "000-49")]
    public void The_storages_defaults_must_be_the_settings() =>
        StorageSetup.Options(new StorageSettings(), isDurable: false).ShouldBe(new StorageOptions { Url = new DatabaseUrl.Sqlite("data/luthien.db") });

    [Fact]
    public void Every_setting_of_the_queries_must_reach_them()
    {
        using var scratch = new ScratchFolder();
        QuerySetup.Options(Reading.OfFile(scratch.Write("all.conf", AllOthers)).Storage.Queries)
            .ShouldBe(new QueryOptions
            {
                MaxReads = 9, MaxHeavyReads = 9, MaxEventBodyBytes = 9 << 10, MaxContentBytes = 9 << 10, CacheBytes = 9 << 10, CacheFreshness = TimeSpan.FromMilliseconds(9),
            });
        QuerySetup.Options(new QuerySettings()).ShouldBe(new QueryOptions());
    }

    [Fact]
    [Trait("Spec", "002-42")]
    public void Every_setting_of_the_activity_must_reach_it()
    {
        using var scratch = new ScratchFolder();
        var nine = TimeSpan.FromSeconds(9);
        var options = ActivitySetup.Options(Reading.OfFile(scratch.Write("all.conf", AllOthers)).Activity, "me");
        options.ShouldBe(new ActivityOptions
        {
            Node = "me",
            Ring = 9,
            RingBytes = 99 << 10,
            Mailbox = 9,
            FlushInterval = TimeSpan.FromMilliseconds(9),
            ProgressInterval = nine,
            ProgressEvents = 9,
            Linger = nine,
            Heartbeat = nine,
            Retry = nine,
            StallTimeout = nine,
            MaxConnections = 9,
            MaxConnectionsPerIdentity = 9,
            MaxConnectsPerMinute = 9,
            Redis = new RedisOptions
            {
                Target = options.Redis!.Target,
                Channel = "nine",
                Queue = 9,
                ConnectTimeout = nine,
                SendTimeout = nine,
                Beat = nine,
                MinBackoff = TimeSpan.FromMilliseconds(99),
                MaxBackoff = nine,
                HealthyAfter = nine,
                MaxAttempts = 9,
                Lease = TimeSpan.FromSeconds(99),
            },
        });
        options.Redis.Target.Host.ShouldBe("localhost");
    }

    [Fact]
    public void The_activitys_defaults_must_be_the_settings()
    {
        ActivitySetup.Options(new ActivitySettings(), "me").ShouldBe(new ActivityOptions { Node = "me" });
        var redis = ActivitySetup.Options(new ActivitySettings { RedisUrl = "redis://localhost" }, "me").Redis!;
        redis.ShouldBe(new RedisOptions { Target = redis.Target });
    }

    [Fact]
    public void Every_setting_of_an_upstream_must_reach_it()
    {
        using var scratch = new ScratchFolder();
        using var table = new UpstreamTable(Reading.OfFile(scratch.Write("all.conf", AllOthers)));
        var options = table.Routes[0].Upstreams[0].Options;
        options.ShouldBe(new UpstreamOptions
        {
            Name = "mine",
            Provider = Protocol.Wire.Provider.Anthropic,
            BaseUrl = new Uri("http://localhost:1"),
            ApiKey = "k",
            MaxConnections = 9,
            ConnectionLifetime = TimeSpan.FromSeconds(9),
            ConnectTimeout = TimeSpan.FromSeconds(9),
            Retry = new RetryOptions { MaxRetries = 9, BaseDelay = TimeSpan.FromSeconds(9), MaxDelay = TimeSpan.FromMinutes(9), Failover = true },
        });
    }

    [Fact]
    public void The_environment_must_be_read_in_one_place() =>
        Directory.EnumerateFiles(Path.Combine(House.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("GetEnvironmentVariable", StringComparison.Ordinal)).Select(path => Path.GetRelativePath(House.Root, path))
            // The library offers it to whoever names no other source; the gateway always does. The command line is a program of its own.
            .ShouldBe(["src/Luthien.Hocon/HoconOptions.cs", "src/LuthienProxy.Host/Settings/StartInputs.cs", "src/LuthienProxy.Cli/Connection/Surroundings.cs"], ignoreOrder: true);

    static string Shown((string Path, object? Value) leaf) => $"{leaf.Path} = {leaf.Value}";

    static IEnumerable<string> Unchanged(object set, object usual) =>
        SettingsTree.Leaves(set).Zip(SettingsTree.Leaves(usual)).Where(pair => Shown(pair.First) == Shown(pair.Second)).Select(pair => pair.First.Path);
}
