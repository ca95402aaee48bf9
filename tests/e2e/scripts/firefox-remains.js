// This runs in Firefox itself: it tells in words what an earlier scenario left behind.
(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { permissions, origins } = await ExtensionPermissions.get(EXTENSION);
  const remains = {
    cookies: Services.cookies.cookies.length,
    extensions: WebExtensionPolicy.getByID(EXTENSION) ? 1 : 0,
    permissions: permissions.length + origins.length,
  };
  return JSON.stringify(remains);
})();
