namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.policy.plugins</c>; whether what it names can be used is found when plugins are loaded.</summary>
static class PluginCheck
{
    const long MostBytes = 1L << 30;

    public static IEnumerable<SettingProblem> Of(PluginSettings plugins)
    {
        if (plugins.Directory.Length > 0 && plugins.AllowList.Length == 0)
            yield return new("policy.plugins.allow-list", "is needed with policy.plugins.directory: nothing is loaded that it does not name.");
        if (plugins.Directory.Length == 0 && plugins.AllowList.Length > 0)
            yield return new("policy.plugins.directory", "is needed with policy.plugins.allow-list: the list alone loads nothing.");
        if (plugins.MaxBytes.Bytes is < 1 or > MostBytes)
            yield return new("policy.plugins.max-bytes", "must lie between 1 and 1GiB.");
    }
}
