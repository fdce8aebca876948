using LuthienProxy.Activity.Redis;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Host.Settings;

/// <summary>The setting says where something is, and may hold a credential beside that: it is shown without one.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class AddressAttribute : Attribute
{
    /// <summary>An address without its credentials; null for one that nothing here can read, and so take them out of.</summary>
    public static string? Shown(string text) => text switch
    {
        "" => "",
        _ when RedisTarget.TryParse(text, out var redis, out _) => redis.ToString(),
        _ when Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" => url.UserInfo.Length == 0 ? text : WithoutUser(url),
        _ when DatabaseUrl.TryParse(text, out var database, out _) => database.ToString(),
        _ => null,
    };

    static string WithoutUser(Uri url) => new UriBuilder(url) { UserName = "", Password = "" }.Uri.ToString();
}
