import type { Metadata } from "next";

/** The workspace can be put on a phone's home screen; public pages are visited. */
export const installable: Metadata = {
  manifest: "/manifest.webmanifest",
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
  appleWebApp: { capable: true, title: "Cortège" },
};
