namespace LuthienProxy.Host.Settings;

/// <summary>Checks <c>luthien.admin</c>.</summary>
static class AdminCheck
{
    public static IEnumerable<SettingProblem> Of(AdminSettings admin)
    {
        if (admin.Audit is not (AdminSettings.Required or AdminSettings.BestEffort))
            yield return new("admin.audit", $"must be one of {AdminSettings.BestEffort}, {AdminSettings.Required}.");
    }
}
