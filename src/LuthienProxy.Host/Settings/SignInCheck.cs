using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.sign-in</c>.</summary>
static class SignInCheck
{
    const int MostEntries = 1_000_000;

    static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    public static IEnumerable<SettingProblem> Of(SignInSettings signIn)
    {
        if (!IsWithin(signIn.Idle, Longest))
            yield return new("sign-in.idle", "must lie between 1s and 30 days.");
        if (!IsWithin(signIn.Lifetime, Longest))
            yield return new("sign-in.lifetime", "must lie between 1s and 30 days.");
        if (!IsWithin(signIn.TriesWindow, LongestWindow))
            yield return new("sign-in.tries-window", "must lie between 1s and a day.");
        foreach (var (name, value) in new[] { ("max-sign-outs", signIn.MaxSignOuts), ("tries", signIn.Tries), ("max-addresses", signIn.MaxAddresses) })
        {
            if (value is < 1 or > MostEntries)
                yield return new($"sign-in.{name}", $"must lie between 1 and {MostEntries}.");
        }
    }

    static bool IsWithin(Duration duration, TimeSpan longest) => !duration.IsInfinite && duration.ToTimeSpan() >= TimeSpan.FromSeconds(1) && duration.ToTimeSpan() <= longest;
}
