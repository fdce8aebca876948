namespace LuthienProxy.Host.SignIn;

/// <summary>Which sessions were ended before their time.</summary>
/// <param name="Since">Those that began before are over.</param>
/// <param name="Ended">The others by their ids, with when they began.</param>
sealed record SignOutList(DateTimeOffset Since, IReadOnlyDictionary<string, DateTimeOffset> Ended)
{
    /// <summary>None.</summary>
    public static SignOutList Empty { get; } = new(DateTimeOffset.UnixEpoch, new Dictionary<string, DateTimeOffset>());
}
