using System.CommandLine;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Stamps;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>The options of a run, and what they come to together.</summary>
sealed class RunOptions
{
    const string Mix = "mix";

    readonly Argument<string?> _url = new("url") { Description = "Base URL of the target, with or without /v1", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> _gateway = new("--gateway") { Description = "Start this gateway (LuthienProxy.Host.dll) and load it", HelpName = "path" };
    readonly Option<string[]> _gatewayArguments = new("--gateway-arg") { Description = "An argument for it, such as --gateway-arg=--luthien:journal:enabled=off; may be given again", HelpName = "argument" };
    readonly Option<bool> _direct = new("--direct") { Description = "Load the upstream itself: what the harness costs" };
    readonly Option<int?> _upstream = new("--upstream") { Description = "Serve the simulated upstream on this port (0: a free one), for a target that points at it", HelpName = "port" };
    readonly Option<bool> _upstreamProcess = new("--upstream-process") { Description = "Serve it in a process of its own" };
    readonly Option<ProfileKind> _profile = Choice.Word("--profile", "How the number of streams moves", ProfileKind.Steady);
    readonly Option<int> _streams = Choice.Number("--streams", "Concurrent calls", 100, 1, 50_000);
    readonly Option<TimeSpan> _for = Choice.Time("--for", "How long calls are begun", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(24));
    readonly Option<int> _maxCalls = Choice.Number("--max-calls", "Most calls", StampText.MostCalls - 1, 1, StampText.MostCalls - 1);
    readonly Option<string[]> _format = new("--format")
    {
        Description = "chat, responses, messages, or mix for all in turn; may be given again",
        HelpName = "format",
        DefaultValueFactory = _ => ["chat"],
    };

    readonly Option<int> _deltas = Choice.Number("--deltas", "Deltas of each answer", 100, 1, 1_000_000);
    readonly Option<int> _size = Choice.Number("--size", "Characters of each delta", 32, StampText.LeastSize, 64 << 10);
    readonly Option<TimeSpan> _every = Choice.Time("--every", "Time between two deltas; 0 is full speed", TimeSpan.FromMilliseconds(20), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    readonly Option<int> _plain = Choice.Number("--plain", "Of 100 calls, how many do not stream", 0, 0, 100);
    readonly Option<int> _slow = Choice.Number("--slow", "Of 100 calls, how many are read slowly", 0, 0, 100);
    readonly Option<int> _leave = Choice.Number("--leave", "Of 100 streams, how many are left before their end", 0, 0, 100);
    readonly Option<TimeSpan> _patience = Choice.Time("--patience", "How long nothing may come before a call counts as stalled", TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
    readonly Option<TimeSpan> _grace = Choice.Time("--grace", "How long answers under way may take when the time is over", TimeSpan.FromSeconds(30), TimeSpan.Zero, TimeSpan.FromHours(1));
    readonly Option<TimeSpan> _warmUp = Choice.Time("--warm-up", "How long calls are made before the figures begin", TimeSpan.FromSeconds(2), TimeSpan.Zero, TimeSpan.FromMinutes(10));
    readonly Option<int> _seed = Choice.Number("--seed", "What everything that looks like chance follows from", 1, 0, int.MaxValue);
    readonly Option<string?> _keyFile = new("--key-file") { Description = "File with the credential that calls present", HelpName = "file" };
    readonly Option<string?> _allowHost = new("--allow-host") { Description = "Load this host although it is not this machine", HelpName = "name" };
    readonly Option<int?> _targetPid = new("--target-pid") { Description = "Measure this process as the target", HelpName = "pid" };
    readonly Option<string> _name = new("--name") { Description = "A name for the report", DefaultValueFactory = _ => "load" };
    readonly Option<string?> _report = new("--report") { Description = "Folder for report.html and report.json; otherwise a new one below artifacts/load", HelpName = "folder" };
    readonly Option<bool> _quiet = new("--quiet") { Description = "Progress in lines instead of a live display" };

    /// <summary>Puts them on a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_url);
        foreach (var option in (Option[])
            [
                _gateway, _gatewayArguments, _direct, _upstream, _upstreamProcess, _profile, _streams, _for, _maxCalls, _format, _deltas, _size, _every, _plain, _slow, _leave,
                _patience, _grace, _warmUp, _seed, _keyFile, _allowHost, _targetPid, _name, _report, _quiet,
            ])
            command.Add(option);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="LoadException">It does not fit together; the status is <see cref="ExitStatus.Usage"/>.</exception>
    public RunSettings Read(ParseResult parsed)
    {
        var (gateway, direct, url) = (parsed.GetValue(_gateway), parsed.GetValue(_direct), parsed.GetValue(_url));
        Demand((gateway is not null ? 1 : 0) + (direct ? 1 : 0) + (url is not null ? 1 : 0) == 1, "name the target: a base URL, --gateway PATH, or --direct");
        Uri? target = null;
        Demand(url is null || (Uri.TryCreate(url, UriKind.Absolute, out target) && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps)), $"'{url}' is no http or https URL");
        var port = parsed.GetValue(_upstream) ?? (gateway is not null || direct ? 0 : null);
        Demand(port is null or (>= 0 and <= ushort.MaxValue), "--upstream is a port");
        Demand(port is not null || !parsed.GetValue(_upstreamProcess), "--upstream-process needs --upstream");
        Demand((long)parsed.GetValue(_deltas) * parsed.GetValue(_size) <= 64 << 20, "--deltas times --size is more than 64 Mi characters");
        Demand(parsed.GetValue(_every) == TimeSpan.Zero || parsed.GetValue(_every) >= TimeSpan.FromMilliseconds(1), "--every is at least 1ms, or 0");
        return new()
        {
            Plan = Plan(parsed),
            Url = target,
            Gateway = gateway,
            GatewayArguments = parsed.GetValue(_gatewayArguments) ?? [],
            IsDirect = direct,
            UpstreamPort = port,
            UpstreamProcess = parsed.GetValue(_upstreamProcess),
            AllowedHost = parsed.GetValue(_allowHost),
            TargetProcess = parsed.GetValue(_targetPid),
            ReportFolder = parsed.GetValue(_report),
            WarmUp = parsed.GetValue(_warmUp),
            IsQuiet = parsed.GetValue(_quiet),
        };
    }

    LoadPlan Plan(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(_name)!,
        Profile = new(parsed.GetValue(_profile), parsed.GetValue(_streams), parsed.GetValue(_for)),
        Formats = [.. parsed.GetValue(_format)!.SelectMany(Formats).Distinct()],
        PlainPercent = parsed.GetValue(_plain),
        SlowPercent = parsed.GetValue(_slow),
        LeavePercent = parsed.GetValue(_leave),
        Deltas = parsed.GetValue(_deltas),
        Size = parsed.GetValue(_size),
        Every = parsed.GetValue(_every),
        MaxCalls = parsed.GetValue(_maxCalls),
        Patience = parsed.GetValue(_patience),
        Grace = parsed.GetValue(_grace),
        Seed = (ulong)parsed.GetValue(_seed),
        Key = Key(parsed.GetValue(_keyFile)) ?? new LoadPlan().Key,
    };

    static IEnumerable<WireFormat> Formats(string word)
    {
        if (word == Mix)
            return Enum.GetValues<WireFormat>();
        Demand(Enum.TryParse<WireFormat>(word, ignoreCase: true, out var format) && Enum.IsDefined(format), $"--format is chat, responses, messages or mix, not '{word}'");
        return [format];
    }

    static string? Key(string? file)
    {
        if (file is null)
            return null;
        Demand(File.Exists(file), $"{file} is not there");
        var key = File.ReadAllText(file).Trim();
        Demand(key.Length > 0 && key.All(letter => letter is > ' ' and < '\x7f'), $"{file} holds no key: printable ASCII without spaces");
        return key;
    }

    static void Demand(bool isRight, string sentence)
    {
        if (!isRight)
            throw new LoadException(ExitStatus.Usage, sentence);
    }
}
