using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Inspection;

/// <summary>Every setting that is in effect.</summary>
/// <param name="Settings">The settings, in the order of their documentation.</param>
sealed record SettingList(IReadOnlyList<SettingView> Settings)
{
    public static SettingList Of(GatewaySettings settings, SettingOrigins origins)
    {
        var comments = new SettingComments(SettingsReader.Shipped);
        return new([.. SettingLeaf.Of(settings).Select(leaf => SettingView.Of(leaf, origins.Find(leaf.Path), comments.Of(leaf.Path)))]);
    }
}
