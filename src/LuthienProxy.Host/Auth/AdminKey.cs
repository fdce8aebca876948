using System.Security.Cryptography;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Auth;

/// <summary>The key of the admin API: the configured one, or one that is generated once into <c>data-directory/admin-key</c>, mode 0600.</summary>
/// <param name="Value">The key. Never logged.</param>
/// <param name="Path">The file it stands in; null when it was configured.</param>
sealed record AdminKey(string Value, string? Path)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const int KeyBytes = 32;

    /// <exception cref="StartRefusedException">The file can be neither read nor written.</exception>
    public static AdminKey Obtain(GatewaySettings settings)
    {
        if (settings.Auth.AdminApiKey.Length > 0)
            return new AdminKey(settings.Auth.AdminApiKey, null);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(settings.DataDirectory, "admin-key"));
        try
        {
            return new AdminKey(File.Exists(path) ? Read(path) : Generate(path), path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"The admin key cannot be kept in {path}: {cause.Message} Set ADMIN_API_KEY, or data-directory to a place that can be written."], cause);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => "AdminKey";

    static string Read(string path) => File.ReadAllText(path).Trim() is { Length: > 0 } key
        ? key
        : throw new StartRefusedException([$"{path} holds no admin key. Delete it, and a new one is made."]);

    static string Generate(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var key = "luthien-admin-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.WriteLine(key);
        return key;
    }
}
