using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Rows;

/// <summary>
/// A title for the session that the batch's transaction belongs to, provided that the transaction is of this kind (the batch itself may not know: its
/// opening may lie in an earlier one, so the store compares with the row). From a <see cref="CallKind.Turn"/> it is taken where the session has none;
/// from a <see cref="CallKind.Title"/> it replaces what is there.
/// </summary>
sealed record SessionTitle(CallKind Kind, string Title);
