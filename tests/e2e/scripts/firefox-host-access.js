// This runs in Firefox itself: it takes or gives access to the hosts of a domain, as the switches in about:addons do.
(async () => {
  const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
  const { extension } = WebExtensionPolicy.getByID(EXTENSION);
  const { host_permissions, optional_host_permissions = [] } = extension.manifest;
  const all = [...host_permissions, ...optional_host_permissions];
  const origins = all.filter((/** @type {string} */ host) => host.includes(DOMAIN));
  const change = { permissions: [], origins };
  if (GRANTED) await ExtensionPermissions.add(EXTENSION, change, extension);
  else await ExtensionPermissions.remove(EXTENSION, change, extension);
})();
