namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>The browser that tests of the pages drive, from Debian.</summary>
public static class Chromium
{
    const string Program = "chromium";

    static readonly Lazy<Task> Installed = new(() => Provisioner.RunAloneAsync(Program, () => DebianPackages.NeedAsync(Program, Program, "fonts-liberation")));

    /// <summary>Where its program is; it is installed first where it is missing.</summary>
    /// <exception cref="InvalidOperationException">It is missing and cannot be installed; the message says what to do.</exception>
    public static async Task<string> PathAsync()
    {
        await Installed.Value;
        return Path.Combine("/usr/bin", Program);
    }
}
