namespace LuthienProxy.Cli.Connection;

/// <summary>What <c>pbm</c> knows without being told: its variables, and the data directory of a gateway that was started here.</summary>
/// <param name="Variable">A variable of the environment, or null.</param>
/// <param name="Directory">Where the person stands.</param>
sealed record Surroundings(Func<string, string?> Variable, string Directory)
{
    /// <summary>Where the gateway is: <c>unix:PATH</c>, <c>host:port</c> or an address.</summary>
    public const string At = "PBM_AT";

    /// <summary>The admin key.</summary>
    public const string Token = "PBM_TOKEN";

    /// <summary>Anything in it: no colours (no-color.org).</summary>
    public const string NoColor = "NO_COLOR";

    /// <summary>Those of this process.</summary>
    public static Surroundings Real => new(System.Environment.GetEnvironmentVariable, System.IO.Directory.GetCurrentDirectory());

    string Socket => Path.Combine(Directory, "data", "pbm.sock");

    string Key => Path.Combine(Directory, "data", "admin-key");

    /// <summary>The address to take when none was given: that of <see cref="At"/>, else the socket of a gateway that runs in this directory, else this machine's usual port.</summary>
    public string DefaultAddress => Variable(At) is { Length: > 0 } at ? at : File.Exists(Socket) ? "unix:" + Socket : $"127.0.0.1:{NodeAddress.DefaultPort}";

    /// <summary>The admin key: out of the file that was named, else of <see cref="Token"/>, else of a gateway's data directory here; null when there is none.</summary>
    /// <param name="file">The file that was named.</param>
    /// <param name="address">Whom it is for: the key of the gateway that runs here goes to no other machine.</param>
    /// <exception cref="PbmException">The file cannot be read.</exception>
    public string? ReadToken(string? file, NodeAddress address)
    {
        if (file is null && Variable(Token) is { Length: > 0 } token)
            return token.Trim();
        if (file is null && (!address.IsHere || !File.Exists(Key)))
            return null;
        try
        {
            return File.ReadAllText(file ?? Key).Trim();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new PbmException(ExitCode.Refused, $"The key cannot be read from {file ?? Key}: {cause.Message}", cause);
        }
    }
}
