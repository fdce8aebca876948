namespace LuthienProxy.Demo;

/// <summary>What the command line says.</summary>
sealed record DemoOptions
{
    /// <summary>How it is called.</summary>
    public const string Usage = """
        usage: ./build.sh demo [--stay] [--directory DIRECTORY] [--policy POLICY]
          --stay                 keep the gateway running at the end, until Enter is pressed
          --directory DIRECTORY  where the files go; it must be empty. Otherwise a new temporary one
          --policy POLICY        the policy of the second story, without settings; otherwise SqlProtection
        """;

    /// <summary>The gateway's program, <c>LuthienProxy.Host.dll</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>Whether the gateway is kept running.</summary>
    public bool Stay { get; init; }

    /// <summary>Where the files go; null for a new temporary directory.</summary>
    public string? Directory { get; init; }

    /// <summary>The policy of the second story.</summary>
    public string Policy { get; init; } = "SqlProtection";

    /// <summary>Null when the arguments are not of the form.</summary>
    public static DemoOptions? Of(IReadOnlyList<string> arguments)
    {
        var options = new DemoOptions { Gateway = "" };
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var argument))
        {
            if (argument == "--stay")
                options = options with { Stay = true };
            else if (!rest.TryDequeue(out var value))
                return null;
            else if (argument == "--gateway")
                options = options with { Gateway = Path.GetFullPath(value) };
            else if (argument == "--directory")
                options = options with { Directory = Path.GetFullPath(value) };
            else if (argument == "--policy")
                options = options with { Policy = value };
            else
                return null;
        }
        return options.Gateway.Length == 0 ? null : options;
    }
}
